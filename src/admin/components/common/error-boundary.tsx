import { Component, type PropsWithChildren, type ReactNode } from "react";

type Props = PropsWithChildren<{ fallback: ReactNode }>;

/** Keeps what goes wrong in a widget to the widget: the dashboard would replace the whole page by its error screen. */
export class ErrorBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}
