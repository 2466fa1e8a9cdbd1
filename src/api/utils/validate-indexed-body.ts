import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import type { z } from "@medusajs/framework/zod";

/** The most problems in one message. */
const SHOWN = 3;

type Schema<Body> = (additionalData?: z.ZodType<Record<string, unknown> | null | undefined>) => z.ZodType<Body>;

/**
 * Validates a body with many items, as Medusa's `validateAndTransformBody` does. The message names the path of each problem
 * (`create.3.email`), which Medusa's messages omit for some kinds of problems. It never contains a value.
 */
export function validateIndexedBody<Body>(schema: Schema<Body>) {
  return (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    // as: the application registers a zod schema or none; Medusa's type is wider.
    const additionalData = req.additionalDataValidator as Parameters<Schema<Body>>[0];
    const result = schema(additionalData).safeParse(req.body);
    if (!result.success) {
      const problems = result.error.issues.slice(0, SHOWN).map(describe);
      throw new MedusaError(MedusaError.Types.INVALID_DATA, `Invalid request: ${problems.join("; ")}`);
    }
    req.validatedBody = result.data;
    next();
  };
}

function describe(issue: z.core.$ZodIssue): string {
  const field = issue.path.length ? `The field "${issue.path.join(".")}"` : "The body";
  if (issue.code === "unrecognized_keys") {
    return `${field} has unknown fields: ${issue.keys.slice(0, 10).join(", ").slice(0, 200)}`;
  }
  return `${field}: ${issue.message}`;
}
