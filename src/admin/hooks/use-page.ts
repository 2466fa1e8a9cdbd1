import { useQueryParams } from "@medusajs/dashboard/hooks";

/** The page of a table that the address names, as the routes want it. */
export function usePage(limit: number, prefix?: string): { limit: number; offset: number } {
  const { offset } = useQueryParams(["offset"], prefix);
  const number = Number(offset);
  return { limit, offset: Number.isInteger(number) && number > 0 ? number : 0 };
}
