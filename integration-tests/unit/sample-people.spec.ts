import { isPossiblePhoneNumber } from "libphonenumber-js";
import { generatePeople } from "../../examples/store/src/scripts/seed/people";

describe("the sample customers of npm start", () => {
  it("all have a phone number that can be one, also on their addresses", async () => {
    const people = await generatePeople();
    const phones = people.flatMap(({ phone, addresses = [] }) => [phone, ...addresses.map((address) => address.phone)]);
    expect(phones.length).toBeGreaterThan(60);
    expect(phones.filter((phone) => !isPossiblePhoneNumber(phone ?? ""))).toEqual([]);
  });
});
