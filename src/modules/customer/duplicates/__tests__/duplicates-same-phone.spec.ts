import { groupSamePhones } from "../group-same-phones";

const of = (phone: string, ...countries: string[]) => ({ phone, countries });

describe("samePhones", () => {
  it("takes spellings of one existing number for the same", () => {
    const phones = [
      of("+1 (415) 555-2671"),
      of("001 415 555 2671"),
      of("415-555-2671", "us"),
      of("1 415 555 2671", "US"),
    ];

    expect(groupSamePhones(phones)).toEqual([{ phones, certainty: "valid" }]);
  });

  it("distinguishes numbers of two countries that are written alike", () => {
    expect(groupSamePhones([of("0612345678", "nl"), of("0612345678", "fr")])).toEqual([]);
    expect(groupSamePhones([of("+31612345678"), of("+33612345678")])).toEqual([]);
  });

  it("assumes the country of another number of the group where none is known, and says so", () => {
    const phones = [of("+31612345678"), of("0612345678"), of("+31 612345678")];

    expect(groupSamePhones(phones)).toEqual([{ phones, certainty: "assumed" }]);
  });

  it("compares digits where no number exists", () => {
    expect(groupSamePhones([of("1-234-567"), of("1234567"), of("91234567")])).toEqual([
      { phones: [of("1-234-567"), of("1234567")], certainty: "digits" },
    ]);
  });

  it("finds several groups among phones that end alike, and passes over who is alone", () => {
    const groups = groupSamePhones([
      of("+31612345678"),
      of("+33612345678"),
      of("+31612345678"),
      of("+33612345678"),
      of("x"),
    ]);

    expect(groups.map(({ phones }) => phones[0].phone)).toEqual(["+31612345678", "+33612345678"]);
  });

  it("does not stumble over countries that are none, and texts that are no phone", () => {
    expect(groupSamePhones([of("", "xx"), of("", "??"), of("tel", "")])).toEqual([
      { phones: [of("", "xx"), of("", "??"), of("tel", "")], certainty: "digits" },
    ]);
  });
});
