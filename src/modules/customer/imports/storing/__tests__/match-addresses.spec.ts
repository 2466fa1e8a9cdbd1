import { matchAddresses, type StoredAddress } from "../match-addresses";

const stored = (id: string, address: Partial<StoredAddress>): StoredAddress => ({
  ...{ id, address_name: null, is_default_shipping: false, is_default_billing: false, slot: null },
  ...address,
});

describe("which addresses of a row are stored already", () => {
  it("is decided by what they say, however it is spelled, and by the name when they say something else", () => {
    const match = matchAddresses(
      [{ address_1: "1  high street", city: "LONDON" }, { address_name: "Home", city: "Paris" }, { city: "Oslo" }],
      [
        stored("a", { address_1: "1 High Street", city: "London " }),
        stored("b", { address_name: "Home", city: "Rome" }),
        stored("c", { city: "Bergen" }),
      ],
    );
    expect(match).toEqual({
      pairs: [
        { index: 0, id: "a" },
        { index: 1, id: "b" },
      ],
      creates: [2],
      unmark: { shipping: [], billing: [] },
    });
  });

  it("is decided by the slot of the source when an address says something else, and never by that of an address that was changed here", () => {
    const given = [{ slot: "s", address_1: "2 New St" }];
    expect(matchAddresses(given, [stored("a", { slot: "t" }), stored("b", { slot: "s" })]).pairs).toEqual([
      { index: 0, id: "b" },
    ]);
    expect(matchAddresses(given, [stored("a", { slot: "s" }), stored("b", { address_1: "2 new st" })]).pairs).toEqual([
      { index: 0, id: "b" },
    ]);
    expect(matchAddresses(given, [stored("a", { slot: null })]).creates).toEqual([0]);
  });

  it("keeps each slot's address apart, and gives one whose place another slot has taken to the slot that has none", () => {
    const existing = [stored("a", { slot: "t", city: "A" }), stored("b", { slot: "s", city: "B" })];
    const changed = [
      { slot: "s", city: "new" },
      { slot: "t", city: "newer" },
    ];
    expect(matchAddresses(changed, existing).pairs).toEqual([
      { index: 0, id: "b" },
      { index: 1, id: "a" },
    ]);
    const swapped = [
      { slot: "t", city: "B" },
      { slot: "s", city: "new" },
    ];
    expect(matchAddresses(swapped, existing)).toMatchObject({
      pairs: [
        { index: 0, id: "b" },
        { index: 1, id: "a" },
      ],
      creates: [],
    });
  });

  it("takes each stored address once, the one with the same name first", () => {
    const twice = [{ city: "X" }, { city: "X", address_name: "n" }, { city: "X" }];
    expect(
      matchAddresses(twice, [stored("a", { city: "X", address_name: "n" }), stored("b", { city: "X" })]),
    ).toMatchObject({
      pairs: [
        { index: 0, id: "b" },
        { index: 1, id: "a" },
      ],
      creates: [2],
    });
  });

  it("takes a default mark from the stored address that has it when the row gives it to another or takes it away", () => {
    const marked = stored("a", { city: "X", is_default_shipping: true, is_default_billing: true });
    const unmark = (given: Parameters<typeof matchAddresses>[0]) => matchAddresses(given, [marked]).unmark;

    expect(unmark([{ city: "X" }])).toEqual({ shipping: [], billing: [] });
    expect(unmark([{ city: "X", is_default_shipping: true }])).toEqual({ shipping: [], billing: [] });
    expect(unmark([{ city: "X", is_default_shipping: false }])).toEqual({ shipping: ["a"], billing: [] });
    expect(unmark([{ city: "Y", is_default_billing: true }])).toEqual({ shipping: [], billing: ["a"] });
    expect(unmark([{ city: "X" }, { city: "Y", is_default_billing: true }])).toEqual({ shipping: [], billing: ["a"] });
    expect(unmark([{ city: "Y", is_default_billing: false }])).toEqual({ shipping: [], billing: [] });
  });
});
