/**
 * The first and the last of a batch's lines. A statement with both the range and the lines reads the range by the
 * primary key; from the lines alone, or a join with them, the planner reads the rows of the whole file once per batch. The
 * same goes for ids in an array beside a join.
 */
export function rangeOf(lines: readonly number[]): [number, number] {
  return lines.reduce<[number, number]>(
    ([first, last], line) => [Math.min(first, line), Math.max(last, line)],
    [Number.MAX_SAFE_INTEGER, 0],
  );
}
