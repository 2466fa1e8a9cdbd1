import { useQueryParams } from "@medusajs/dashboard/hooks";

/** Returns the page of a table from the URL, as parameters of the routes. */
export function usePage(limit: number, prefix?: string): { limit: number; offset: number } {
  const { offset } = useQueryParams(["offset"], prefix);
  const number = Number(offset);
  return { limit, offset: Number.isInteger(number) && number > 0 ? number : 0 };
}
