import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/**
 * Names the icons of a table for screen readers.
 *
 * Medusa's table has buttons for its filters and its order with tooltips only, and takes no names for them. The menus come
 * first, in this order; the other icons remove a filter.
 */
export function useIconNames<Element extends HTMLElement>(): RefObject<Element> {
  const { t } = useTranslation();
  const table = useRef<Element>(null);
  useEffect(() => {
    const menus = iconsIn(table.current, "button[aria-haspopup=menu]");
    for (const [index, name] of [t("filters.filterLabel"), t("filters.sortLabel")].entries()) {
      menus[index]?.setAttribute("aria-label", name);
    }
    for (const button of iconsIn(table.current, "button:not([aria-haspopup])")) {
      button.setAttribute("aria-label", t("actions.remove"));
    }
    for (const image of table.current?.querySelectorAll("[role=img]:not([aria-label])") ?? []) {
      image.setAttribute("aria-hidden", "true");
    }
  });
  return table;
}

/** Returns the buttons without a text, outside of rows and of our own named ones. */
function iconsIn(table: HTMLElement | null, selector: string): HTMLElement[] {
  const buttons = [...(table?.querySelectorAll<HTMLElement>(`${selector}:not([data-named])`) ?? [])];
  return buttons.filter((button) => button.textContent === "" && button.closest("table") === null);
}
