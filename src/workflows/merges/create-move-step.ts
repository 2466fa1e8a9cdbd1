import type { MedusaContainer } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "./merge-run";
import { type ReassignableRows, reassignRows, undoReassignment } from "./reassign-rows";

/** Creates a step that assigns rows of another module to the survivor, and returns their number. */
export function createMoveStep(id: string, rowsOf: (container: MedusaContainer) => ReassignableRows) {
  return createStep(
    id,
    async (input: MoveInput, { container }) => {
      const { count, move } = await reassignRows(container, rowsOf(container), input);
      return new StepResponse(count, move);
    },
    async (move, { container }) => {
      await undoReassignment(container, rowsOf(container), move);
    },
  );
}
