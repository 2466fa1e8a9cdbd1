/** A number with its noun, for messages: `1 customer`, `2 customers`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
