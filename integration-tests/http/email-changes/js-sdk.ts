import Medusa from "@medusajs/js-sdk";
import { confirmEmailChange, requestEmailChange } from "../../../examples/store/src/storefront/change-email";
import { REQUESTED, type Requested } from "../../helpers/email-changes/email-changes";
import { storefrontClient } from "../../helpers/http/accounts";
import { PASSWORD, registerAndLogIn } from "../../helpers/logins/logins";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

export default function emailChangesJsSdk(store: Store): void {
  it("a storefront requests and confirms a change with @medusajs/js-sdk and the types of the package", async () => {
    const storefront = await storefrontClient(store);
    const events = new SentEvents(store);
    const ada = await registerAndLogIn(storefront, "ada@x.io");
    const sdk = new Medusa({
      baseUrl: store.origin,
      publishableKey: storefront.headers["x-publishable-api-key"],
      auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
    });
    await sdk.auth.login("customer", "emailpass", { email: "ada@x.io", password: PASSWORD });

    const change = await requestEmailChange(sdk, { email: "new@x.io", password: PASSWORD });
    const { token } = await events.last<Requested>(REQUESTED);
    const customer = await confirmEmailChange(sdk, token);

    expect(change).toMatchObject({ email: "new@x.io", requested_by: "customer", awaiting: "new_email" });
    expect(customer).toMatchObject({ id: ada.id, email: "new@x.io" });
    events.stop();
  });
}
