import type { MedusaContainer } from "@medusajs/framework/types";
import { isModuleMounted } from "../wiring";
import { resumeExportWorkflow } from "../workflows/customer-export/workflows/resume-export";
import { resolveCustomerModule } from "../workflows/customer-module";

/** Takes up exports that wait for their turn, and those whose process died. Without the module there are none. */
export default async function resumeExports(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  for (const id of await resolveCustomerModule(container).listOpenCustomerExports()) {
    await resumeExportWorkflow(container).run({ input: { id } });
  }
}

export const config = { name: "customers-resume-exports", schedule: "* * * * *" };
