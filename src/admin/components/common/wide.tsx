import type { PropsWithChildren } from "react";

/** Content that may be wider than the page: it scrolls by itself, by keyboard too. */
export const Wide = ({ label, className = "", children }: PropsWithChildren<{ label: string; className?: string }>) => (
  <section
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the arrow keys
    tabIndex={0}
    className={`focus-visible:shadow-borders-focus overflow-x-auto outline-none ${className}`}
  >
    {children}
  </section>
);
