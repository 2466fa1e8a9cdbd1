import { MedusaError } from "@medusajs/framework/utils";
import { isPlainObject } from "../../../shared/plain-object";

/**
 * Checks that `$and` and `$or` hold no search words (`q`): they are not a column, and apply to the whole filter only.
 *
 * @throws MedusaError (invalid_data) that names the place.
 */
export function assertWordsAtTopLevel(filter: unknown, place = ""): void {
  if (!isPlainObject(filter)) {
    return;
  }
  for (const operator of ["$and", "$or"]) {
    const parts: unknown[] = [filter[operator]].flat();
    parts.forEach((part, index) => {
      const inner = `${place}${operator}.${index}.`;
      if (isPlainObject(part) && "q" in part) {
        throw new MedusaError(
          MedusaError.Types.INVALID_DATA,
          `The field "${inner}q" cannot be searched there. Give "q" beside "$and" and "$or".`,
        );
      }
      assertWordsAtTopLevel(part, inner);
    });
  }
}
