import fc from "fast-check";
import { addressKey } from "../../addresses/same-address";

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

    expect(addressKey(other)).toBe(addressKey(HOME));
  });

  it("passes over name, metadata and default marks", () => {
    const marked = { ...HOME, address_name: "home", metadata: { door: 4 }, is_default_shipping: true, id: "cuaddr_1" };

    expect(addressKey(marked)).toBe(addressKey(HOME));
  });

  it.each([
    ...["company", "first_name", "last_name", "address_1", "address_2", "city"],
    ...["country_code", "province", "postal_code", "phone"],
  ])("tells addresses apart by %s", (field) => {
    expect(addressKey({ ...HOME, [field]: "something else" })).not.toBe(addressKey(HOME));
  });

  it("does not mix neighbouring fields up", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const swapped = addressKey({ company: other, first_name: one });
        const same = addressKey({ company: one }) === addressKey({ company: other });
        expect(addressKey({ company: one, first_name: other }) === swapped).toBe(same);
      }),
    );
  });
});
