import type { PropsWithChildren } from "react";
import { Link } from "react-router-dom";

/** A row's name as a link: the row itself opens by mouse only. */
export const CellLink = ({ to, children }: PropsWithChildren<{ to: string }>) => (
  <Link
    to={to}
    onClick={(event) => event.stopPropagation()}
    className="text-ui-fg-base focus-visible:shadow-borders-focus block max-w-[260px] truncate rounded outline-none"
  >
    {children}
  </Link>
);
