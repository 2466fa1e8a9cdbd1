/** Core's handlers of carts, which our routes call or stand in for, and the cart that they answer. */
export type { POST as updateCart } from "@medusajs/medusa/api/store/carts/[id]/route";
export { refetchCart } from "@medusajs/medusa/api/store/carts/helpers";
export { POST as createCart } from "@medusajs/medusa/api/store/carts/route";
