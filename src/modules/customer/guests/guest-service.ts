import type { Context } from "@medusajs/framework/types";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { ResolvedCustomersOptions } from "../options";
import { type GuestName, isUnnamedGuest, nameGuest } from "./name-guest.sql";

/** Completes guests, who are created with an email only. */
export class GuestService {
  constructor(private readonly core: ModuleCore) {}

  /** Returns the option `guest_names`: whether an order names its guest. */
  get namesMode(): ResolvedCustomersOptions["guest_names"] {
    return this.core.options.guest_names;
  }

  /**
   * Gives a guest without a name the name and the phone of an address. A registered customer, a guest with a first or last
   * name, and an existing phone stay as they are. Idempotent.
   *
   * @returns name and phone as they are stored now; null when the guest was not named.
   */
  async name(id: string, given: Partial<GuestName>, sharedContext: Context = {}): Promise<GuestName | null> {
    const { first_name = null, last_name = null, phone = null } = given;
    const name = { first_name: textOrNull(first_name), last_name: textOrNull(last_name), phone: textOrNull(phone) };
    if (name.first_name === null && name.last_name === null) {
      return null;
    }
    assertStorable({ id, ...name });
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const stored = await nameGuest(transaction, id, name);
      this.core.addRowEvents(context, { action: "updated", object: "customer" }, stored ? [id] : []);
      return stored;
    });
  }

  /** Returns whether a customer is a guest without a name. Takes no lock. */
  async isUnnamed(id: string, sharedContext: Context = {}): Promise<boolean> {
    assertStorable({ id });
    return await isUnnamedGuest(this.core.connection(sharedContext), id);
  }
}

const textOrNull = (value: string | null): string | null => value?.trim() || null;
