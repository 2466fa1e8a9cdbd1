type ClaimModes = { readonly claimMode: "on_proof" | "manual" | "off" };

/** Where the service keeps the getter of its option `claim`, for a spy: on a class of its chain. */
export function claimModes(service: object): ClaimModes {
  let layer = service;
  while (!Object.hasOwn(layer, "claimMode")) {
    layer = Object.getPrototypeOf(layer);
  }
  // as: the loop has just found it there.
  return layer as ClaimModes;
}
