import { Modules, ProductStatus } from "@medusajs/framework/utils";
import { createProductsWorkflow, createRegionsWorkflow } from "@medusajs/medusa/core-flows";
import type { Store } from "../stores/store";

export type Catalogue = { regionId: string; salesChannelId: string; variantId: string };

/** The least that a cart needs: a region in euros, a sales channel, and a product in it at 100 euros. */
export async function createCatalogue(store: Store): Promise<Catalogue> {
  const { container } = store;
  const salesChannel = await container.resolve(Modules.SALES_CHANNEL).createSalesChannels({ name: "Webshop" });
  const profile = await container
    .resolve(Modules.FULFILLMENT)
    .createShippingProfiles({ name: "Parcel", type: "default" });
  const regions = await createRegionsWorkflow(container).run({
    input: { regions: [{ name: "Europe", currency_code: "eur", countries: ["fr"] }] },
  });
  const products = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Bicycle",
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: profile.id,
          sales_channels: [{ id: salesChannel.id }],
          options: [{ title: "Size", values: ["M"] }],
          variants: [
            {
              title: "M",
              options: { Size: "M" },
              manage_inventory: false,
              prices: [{ amount: 100, currency_code: "eur" }],
            },
          ],
        },
      ],
    },
  });
  return {
    regionId: regions.result[0].id,
    salesChannelId: salesChannel.id,
    variantId: products.result[0].variants[0].id,
  };
}
