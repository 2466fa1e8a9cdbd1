import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/**
 * Names the buttons of a table's menus for screen readers.
 *
 * Medusa's table has icons for its filters and its order, with tooltips only, and takes no names for them.
 */
export function useMenuNames<Element extends HTMLElement>(): RefObject<Element> {
  const { t } = useTranslation();
  const table = useRef<Element>(null);
  useEffect(() => {
    const names = [t("filters.filterLabel"), t("filters.sortLabel")];
    const menus = [...(table.current?.querySelectorAll("button[aria-haspopup=menu]:not([data-named])") ?? [])];
    menus
      .filter((button) => button.textContent === "" && button.closest("table") === null)
      .forEach((button, index) => {
        button.setAttribute("aria-label", names[index] ?? names[0]);
      });
  });
  return table;
}
