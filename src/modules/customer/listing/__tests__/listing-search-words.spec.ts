import { withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { searcher } from "../../../../../integration-tests/helpers/listing/searcher";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { prepareSearch } from "../prepare-search.sql";

/** What words find once the search text is kept. */
describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { foundEach } = searcher(service);
  const allFind = (words: string[], names: string[]) => Object.fromEntries(words.map((q) => [q, names]));

  beforeEach(async () => {
    await withModuleConnection(dbConfig.clientUrl, prepareSearch);
  });

  it("finds names with and without accents, in any case, by words with and without them", async () => {
    await service.createCustomers([
      { first_name: "Zoe", last_name: "Muller", company_name: "Cafe Straße" },
      { first_name: "Zoë", last_name: "MÜLLER", company_name: "CAFÉ STRASSE" },
    ]);
    const words = ["zoe", "ZOË", "zoë muller", "Müller", "MULLER", "mÜLL", "café", "cafe", "strasse", "Straße"];

    expect(await foundEach(words)).toEqual(allFind(words, ["Zoe", "Zoë"]));
  });

  it("finds a phone by its digits, however it is written on either side", async () => {
    await service.createCustomers([
      { first_name: "Ann", phone: "+31 6 1234 5678" },
      { first_name: "Bob", phone: "(030) 123-45-67" },
      { first_name: "Cy", phone: "0612345678" },
      { first_name: "Dee", phone: null },
    ]);

    expect(
      await foundEach(["+3161234", "(31)-61234", "316123", "+31 1234", "030-1234567", "(030)1234", "06-1234-5678"]),
    ).toEqual({
      "+3161234": ["Ann"],
      "(31)-61234": ["Ann"],
      "316123": ["Ann"],
      "+31 1234": ["Ann"],
      "030-1234567": ["Bob"],
      "(030)1234": ["Bob"],
      "06-1234-5678": ["Cy"],
    });
  });

  it("finds a phone that is typed in parts and stored without spaces, as core does", async () => {
    await service.createCustomers([
      { first_name: "Eve", phone: "+31612345678" },
      { first_name: "Fay", phone: "0622334455" },
      { first_name: "Gil", phone: "06 22 99 44 55" },
    ]);

    expect(
      await foundEach(["+31 6 1234 5678", "+31 6 12345678", "31 6 12", "06 22 33 44 55", "06 22", "06 2233 44 5"]),
    ).toEqual({
      "+31 6 1234 5678": ["Eve"],
      "+31 6 12345678": ["Eve"],
      "31 6 12": ["Eve"],
      "06 22 33 44 55": ["Fay"],
      "06 22": ["Fay", "Gil"],
      "06 2233 44 5": ["Fay"],
    });
  });

  it("finds one and two letters anywhere beside a longer word", async () => {
    await service.createCustomers([
      { first_name: "Ivan", last_name: "Petrov" },
      { first_name: "Ivo", last_name: "Petrov" },
    ]);

    expect(await foundEach(["an petrov", "petrov va", "an pe"])).toEqual({
      "an petrov": ["Ivan"],
      "petrov va": ["Ivan"],
      "an pe": [],
    });
  });

  it("wants every word, each in whichever field", async () => {
    await service.createCustomers([
      { first_name: "Ann", last_name: "Lee", email: "a@shop.io", phone: "+31 555 666" },
      { first_name: "Bob", last_name: "Lee", email: "b@shop.io", company_name: "Ann & Sons" },
      { first_name: "Cy", last_name: "Ann" },
    ]);

    expect(await foundEach(["ann lee", "LEE  shop.io ann", "ann lee 555666", "ann unknown", "shop lee cy"])).toEqual({
      "ann lee": ["Ann", "Bob"],
      "LEE  shop.io ann": ["Ann", "Bob"],
      "ann lee 555666": ["Ann"],
      "ann unknown": [],
      "shop lee cy": [],
    });
  });

  it("finds one and two letters at the beginning of a word, in any field", async () => {
    await service.createCustomers([
      { first_name: "Joan", last_name: "Élan" },
      { first_name: "Li", company_name: "Big Ox" },
      { first_name: "Ox", email: "el@x.io" },
    ]);

    expect(await foundEach(["an", "el", "É", "li", "ox", "x", "jo él"])).toEqual({
      an: [],
      el: ["Joan", "Ox"],
      É: ["Joan", "Ox"],
      li: ["Li"],
      ox: ["Li", "Ox"],
      x: [],
      "jo él": ["Joan"],
    });
  });

  it("takes %, _ and \\ for letters", async () => {
    await service.createCustomers([
      { first_name: "50%off", last_name: "a_b" },
      { first_name: "50 off", last_name: "axb" },
      { first_name: "c\\d", last_name: "c%d" },
    ]);
    const words = ["50%", "0%o", "a_b", "c\\d", "c\\", "%", "_", "\\", "%%%", "___", "'", '"', "?", "$1"];

    expect(await foundEach(words)).toEqual({
      ...allFind(words, []),
      "%": ["50%off", "c\\d"],
      _: ["50%off"],
      "\\": ["c\\d"],
      "50%": ["50%off"],
      "0%o": ["50%off"],
      a_b: ["50%off"],
      "c\\d": ["c\\d"],
      "c\\": ["c\\d"],
    });
  });

  it("takes the signs that fold to % and \\ for letters too", async () => {
    await service.createCustomers([{ first_name: "Ann" }, { first_name: "50％off" }]);

    expect(await foundEach(["％％％", "A％n", "50％o", "50%o", "Ann＼"])).toEqual({
      "％％％": [],
      "A％n": [],
      "50％o": ["50％off"],
      "50%o": ["50％off"],
      "Ann＼": [],
    });
  });

  it("finds accents that are signs of their own, on either side", async () => {
    await service.createCustomers([
      { first_name: "Ren\u00e9" },
      { first_name: "Rene\u0301" },
      { first_name: "Serene" },
    ]);
    const words = ["ren\u00e9", "rene\u0301", "rene"];

    expect(await foundEach(words)).toEqual(allFind(words, ["Ren\u00e9", "Rene\u0301", "Serene"].sort()));
    expect((await foundEach(["re\u0301"]))["re\u0301"]).not.toContain("Serene");
  });

  it("takes what is no letter and no digit for the end of a word, and finds signs alone anywhere", async () => {
    await service.createCustomers([
      { first_name: "J.-P.", last_name: "O'Brien" },
      { first_name: "DJ.-K", email: "d--k@x.io" },
    ]);

    expect(await foundEach(["j.-", "o'b", "--", "@", "- j.-"])).toEqual({
      "j.-": ["J.-P."],
      "o'b": ["J.-P."],
      "--": ["DJ.-K"],
      "@": ["DJ.-K"],
      "- j.-": ["J.-P."],
    });
  });
});
