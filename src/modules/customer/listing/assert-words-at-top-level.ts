import { MedusaError } from "@medusajs/framework/utils";
import { isPlainObject } from "../../../shared/plain-object";

/**
 * Refuses words to search for (`q`) inside of `$and` and `$or`: they are no column, and only the whole filter can have
 * them.
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
