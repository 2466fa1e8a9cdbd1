import type { PropsWithChildren } from "react";

/** Shows content that may be wider than the page, in its own scroll area, which the keyboard scrolls too. */
export const Wide = ({ label, className = "", children }: PropsWithChildren<{ label: string; className?: string }>) => (
  <section
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse the arrow keys scroll it
    tabIndex={0}
    className={`focus-visible:shadow-borders-focus overflow-x-auto outline-none ${className}`}
  >
    {children}
  </section>
);
