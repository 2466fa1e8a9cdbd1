import fc from "fast-check";
import { addressKeyOf } from "../../addresses/address-key";

const HOME = { first_name: "Ada", address_1: "12 Rue de l'Été", city: "Paris", country_code: "fr" };

describe("addressKey", () => {
  it("passes over case, white space, the form of letters, and the difference between nothing and an empty text", () => {
    const other = {
      first_name: " ADA ",
      address_1: "12  rue de\tl'E\u0301te\u0301",
      city: "paris\n",
      country_code: "FR",
      province: "",
      phone: null,
    };

    expect(addressKeyOf(other)).toBe(addressKeyOf(HOME));
  });

  it("passes over name, metadata and default marks", () => {
    const marked = { ...HOME, address_name: "home", metadata: { door: 4 }, is_default_shipping: true, id: "cuaddr_1" };

    expect(addressKeyOf(marked)).toBe(addressKeyOf(HOME));
  });

  it.each([
    ...["company", "first_name", "last_name", "address_1", "address_2", "city"],
    ...["country_code", "province", "postal_code", "phone"],
  ])("distinguishes addresses by %s", (field) => {
    expect(addressKeyOf({ ...HOME, [field]: "something else" })).not.toBe(addressKeyOf(HOME));
  });

  it("does not mix neighbouring fields up", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const swapped = addressKeyOf({ company: other, first_name: one });
        const same = addressKeyOf({ company: one }) === addressKeyOf({ company: other });
        expect(addressKeyOf({ company: one, first_name: other }) === swapped).toBe(same);
      }),
    );
  });
});
