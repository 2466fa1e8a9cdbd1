import { container } from "@medusajs/framework";
import { defineMiddlewares } from "@medusajs/framework/http";
import { PolicyOperation } from "@medusajs/framework/utils";
import { reportMissingModule } from "../wiring";

// Medusa imports this file once while it boots, after the modules are registered: the one place where a plugin can look
// at the wiring before the first request.
reportMissingModule(container);

export default defineMiddlewares({
  routes: [
    {
      matcher: "/admin/customers/duplicates",
      methods: ["GET"],
      policies: [{ resource: "customer", operation: PolicyOperation.read }],
    },
  ],
});
