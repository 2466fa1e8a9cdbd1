// Run by `medusa exec <this file> <merged id> <survivor id>`: a process of the store that merges two customers.
const { mergeCustomersWorkflow } = require("medusa-plugin-customers/workflows");

exports.default = async ({ container, args: [mergedId, survivorId] }) => {
  await mergeCustomersWorkflow(container).run({
    input: { customer_ids: [mergedId, survivorId], survivor_id: survivorId },
  });
};
