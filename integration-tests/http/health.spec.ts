import { isLockingInMemory } from "../../src/medusa/locking";
import { adminClient, storefrontClient } from "../helpers/http/accounts";
import { describeStore } from "../helpers/stores/store";

describeStore((store) => {
  it("GET /admin/customers/health answers an admin what a monitor can read", async () => {
    const admin = await adminClient(store);

    const { status, data } = await admin.get<object>("/admin/customers/health");

    expect({ status, data }).toMatchObject({
      status: 200,
      data: {
        health: {
          status: "ok",
          problems: [],
          findings: [],
          work: { imports: { waiting: 0 } },
          schema: { pending: [] },
        },
      },
    });
  });

  it("GET /admin/customers/health answers no one else", async () => {
    const storefront = await storefrontClient(store);

    expect(await storefront.get("/admin/customers/health")).toMatchObject({ status: 401 });
  });

  it("a store without a configured Locking module is known to have its locks in memory", () => {
    expect(isLockingInMemory(store.container)).toBe(true);
  });
});
