import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows";

const KEY_TITLE = "Sample shop";
const CHANNEL_NAME = "Sample shop";
const REGION = { name: "Europe", currency_code: "eur", countries: ["de", "es", "fr", "nl"] };

/** The token of the sample's publishable key, which a storefront sends along; undefined before the seed has finished. */
export async function findPublishableKey(container: MedusaContainer): Promise<string | undefined> {
  const keys = await container.resolve(Modules.API_KEY).listApiKeys({ title: KEY_TITLE, type: "publishable" });
  return keys.find((key) => !key.revoked_at)?.token;
}

export async function createPublishableKey(container: MedusaContainer): Promise<string> {
  const channelId = await ensureSalesChannel(container);
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: KEY_TITLE, type: "publishable", created_by: "" }] },
  });
  const [key] = result;
  if (key === undefined) {
    throw new Error("The publishable key was not created.");
  }
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [channelId] } });
  return key.token;
}

export async function ensureRegion(container: MedusaContainer): Promise<void> {
  const regions = await container.resolve(Modules.REGION).listRegions({ name: REGION.name });
  if (regions.length === 0) {
    await createRegionsWorkflow(container).run({
      input: { regions: [{ ...REGION, payment_providers: ["pp_system_default"] }] },
    });
  }
}

async function ensureSalesChannel(container: MedusaContainer): Promise<string> {
  const [existing] = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels({ name: CHANNEL_NAME });
  if (existing !== undefined) {
    return existing.id;
  }
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: CHANNEL_NAME }] },
  });
  const [created] = result;
  if (created === undefined) {
    throw new Error("The sales channel was not created.");
  }
  return created.id;
}
