import type { MedusaContainer } from "@medusajs/framework/types";
import { isModuleMounted } from "../wiring";
import { resumeImportWorkflow } from "../workflows/customer-import/workflows/resume-import";
import { resolveCustomerModule } from "../workflows/customer-module";

/** Takes up imports that wait for their turn, and those whose process died. Without the module there are none. */
export default async function resumeImports(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  for (const id of await resolveCustomerModule(container).listOpenCustomerImports()) {
    await resumeImportWorkflow(container).run({ input: { id } });
  }
}

/** Every ten seconds, the first field being seconds: a look at an index that is empty when there is nothing to do. */
export const config = { name: "customers-resume-imports", schedule: "*/10 * * * * *" };
