import type { CreateCustomerDTO } from "@medusajs/framework/types";

// @faker-js/faker is an ES module, while Medusa loads this file as CommonJS: hence import() types and an import() below.
type FakerModule = typeof import("@faker-js/faker", { with: { "resolution-mode": "import" }});
type Faker = InstanceType<FakerModule["Faker"]>;

type Country = {
  language: string;
  code: string;
  pick(module: FakerModule): Faker;
  /** For a language whose phone numbers faker does not know (it returns American ones). faker keeps a backslash: [+], not \+. */
  phonePattern?: RegExp;
};

const PEOPLE_PER_LANGUAGE = 7;

/** Nine languages and six scripts, so that search and sorting meet more than ASCII. */
const COUNTRIES: Country[] = [
  { language: "en", code: "us", pick: (module) => module.fakerEN_US },
  { language: "de", code: "de", pick: (module) => module.fakerDE },
  { language: "fr", code: "fr", pick: (module) => module.fakerFR },
  { language: "es", code: "es", pick: (module) => module.fakerES },
  { language: "nl", code: "nl", pick: (module) => module.fakerNL },
  { language: "pt", code: "br", pick: (module) => module.fakerPT_BR },
  { language: "ja", code: "jp", pick: (module) => module.fakerJA },
  { language: "zh", code: "cn", pick: (module) => module.fakerZH_CN },
  { language: "ar", code: "eg", pick: (module) => module.fakerAR, phonePattern: /[+]201[0125][0-9]{8}/ },
];

/** The same people at every run: each one's seed is their place in the list. */
export async function generatePeople(): Promise<CreateCustomerDTO[]> {
  const module: FakerModule = await import("@faker-js/faker");
  return COUNTRIES.flatMap((country, countryIndex) =>
    Array.from({ length: PEOPLE_PER_LANGUAGE }, (_, index) => {
      const faker = country.pick(module);
      faker.seed(countryIndex * 1000 + index);
      return generatePerson(faker, country, index);
    }),
  );
}

function generatePerson(faker: Faker, { language, code, phonePattern }: Country, index: number): CreateCustomerDTO {
  const name = { first_name: faker.person.firstName(), last_name: faker.person.lastName() };
  const phone = phonePattern ? faker.helpers.fromRegExp(phonePattern) : faker.phone.number({ style: "international" });
  const company = index % 3 === 0 ? faker.company.name() : undefined;
  const places = Array.from({ length: index % 3 }, (_, place) => ({
    ...name,
    address_name: place === 0 ? "Home" : "Work",
    address_1: faker.location.streetAddress(),
    city: faker.location.city(),
    postal_code: faker.location.zipCode(),
    country_code: code,
    phone,
    company,
    // A customer has one default of each kind: here the first address.
    is_default_shipping: place === 0,
    is_default_billing: place === 0,
  }));
  return {
    ...name,
    email: `${latinName(name) ?? "customer"}.${language}${index + 1}@example.com`,
    phone,
    company_name: company,
    // Four in seven have registered; the others are guests, as a checkout creates them.
    has_account: index % 2 === 0,
    addresses: places,
    metadata: { sample: true, language },
  };
}

/** "José Álvarez" gives "jose.alvarez"; undefined for names in other scripts, which mail addresses seldom have. */
function latinName(name: { first_name: string; last_name: string }): string | undefined {
  const letters = [name.first_name, name.last_name].map((part) =>
    part
      .normalize("NFD")
      .replace(/[^A-Za-z]/g, "")
      .toLowerCase(),
  );
  return letters.every((part) => part.length > 0) ? letters.join(".") : undefined;
}
