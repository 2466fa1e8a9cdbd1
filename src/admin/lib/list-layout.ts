/** What the user has set of each widget of a page. */
export type Widgets = Record<string, { hidden?: boolean; order?: number }>;

/** Whether two layouts look the same. A widget without a setting looks like one that is not hidden. */
export function isSameLayout(one: Widgets, other: Widgets): boolean {
  return textOf(one) === textOf(other);
}

function textOf(widgets: Widgets): string {
  const settings = Object.entries(widgets).map(([name, { hidden, ...rest }]) => {
    const set = Object.entries({ ...rest, ...(hidden && { hidden }) }).filter(([, value]) => value !== undefined);
    return [name, set.sort(([a], [b]) => (a < b ? -1 : 1))] as const;
  });
  return JSON.stringify(settings.filter(([, set]) => set.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
