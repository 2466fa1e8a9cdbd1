import fc from "fast-check";
import { type EmailNormalization, emailNormalizations, normalizeEmail } from "../normalize-email";
import { anyEmail } from "./any-email";

const strategies = Object.keys(emailNormalizations) as EmailNormalization[];

/** Without white space and format characters at its ends, composed. */
const tidied = (email: string): string => {
  const letters = [...email];
  const isEnd = (letter: string | undefined) => letter !== undefined && /^[\p{White_Space}\p{Cf}]$/u.test(letter);
  while (isEnd(letters[0])) {
    letters.shift();
  }
  while (isEnd(letters.at(-1))) {
    letters.pop();
  }
  return letters.join("").normalize("NFC");
};

describe("normalizing an email", () => {
  it("answers any string with a string, and its own answer with the same, in each strategy", () => {
    fc.assert(
      fc.property(anyEmail, fc.constantFrom(...strategies), (email, strategy) => {
        const once = emailNormalizations[strategy](email);

        expect(typeof once).toBe("string");
        expect(emailNormalizations[strategy](once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves no white space and nothing invisible around an address and composes it, in each strategy", () => {
    fc.assert(
      fc.property(anyEmail, fc.constantFrom(...strategies), (email, strategy) => {
        const normalized = emailNormalizations[strategy](email);

        expect(tidied(normalized)).toBe(normalized);
      }),
    );
  });

  const asciiPairs = fc.oneof(
    fc.tuple(fc.emailAddress(), fc.emailAddress()),
    fc
      .tuple(fc.emailAddress(), fc.infiniteStream(fc.boolean()))
      .map(([email, coins]): [string, string] => [
        email,
        [...email].map((letter) => (coins.next().value ? letter.toUpperCase() : letter)).join(""),
      ]),
    fc
      .tuple(fc.emailAddress(), fc.nat(), fc.constantFrom(..."aZ.+-_0"))
      .map(([email, place, letter]): [string, string] => {
        const at = place % email.length;
        return [email, email.slice(0, at) + letter + email.slice(at + 1)];
      }),
  );
  /** ASCII letters are one but for case when their codes differ by 32 at most: compared without the code under test. */
  const sameButForCase = (one: string, other: string) =>
    one.length === other.length &&
    [...one].every((letter, index) => {
      const [low, high] = [letter, other[index]].map((each) => each.charCodeAt(0)).sort((a, b) => b - a);
      return low === high || (low === high + 32 && /[a-z]/.test(String.fromCharCode(low)));
    });

  it("lowercase takes two ASCII addresses for one if and only if they differ by case alone", () => {
    fc.assert(
      fc.property(asciiPairs, ([one, other]) => {
        const same = emailNormalizations.lowercase(one) === emailNormalizations.lowercase(other);
        expect(same).toBe(sameButForCase(one, other));
      }),
      { numRuns: 1000 },
    );
  });

  it("lowercase_domain never takes two for one whose parts before the last @ differ by more than composition", () => {
    const local = (email: string) => {
      const tidy = tidied(email);
      return tidy.includes("@") ? tidy.slice(0, tidy.lastIndexOf("@")) : tidy;
    };
    fc.assert(
      fc.property(fc.oneof(asciiPairs, fc.tuple(anyEmail, anyEmail)), ([one, other]) => {
        if (emailNormalizations.lowercase_domain(one) === emailNormalizations.lowercase_domain(other)) {
          expect(local(one)).toBe(local(other));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("none takes two for one only if they differ by white space around or composition", () => {
    const spelled = anyEmail.map((email): [string, string] => [email, ` ${email.normalize("NFD")}\n`]);
    fc.assert(
      fc.property(fc.oneof(asciiPairs, fc.tuple(anyEmail, anyEmail), spelled), ([one, other]) => {
        const same = emailNormalizations.none(one) === emailNormalizations.none(other);
        expect(same).toBe(tidied(one) === tidied(other));
      }),
    );
  });

  it.each([
    ["JOSE\u0301@x.io", "jos\u00e9@x.io", true],
    ["STRASSE@x.de", "stra\u00dfe@x.de", false],
    ["i@x.io", "\u0131@x.io", false],
    ["\u03a3@x.io", "\u03c3@x.io", true],
    ["a@b\u00fccher.de", "a@xn--bcher-kva.de", true],
    ["a@B\u00dcCHER.de", "a@XN--BCHER-KVA.DE", true],
    ["a@b\u00fccher.de", "a@bucher.de", false],
    ["xn--bcher-kva@x.de", "b\u00fccher@x.de", false],
    ["a@\uff11.2", "a@1.0.0.2", false],
    ["a@xn--a", "a@", false],
    ["a@b\u00fccher.de/x", "a@b\u00fccher.de", false],
    ["a@b\u00fccher.de:25", "a@b\u00fccher.de", false],
    ["\u200bA@x.io\u00ad ", "a@x.io", true],
    ["a@xn--foo-.x.io", "a@foo.x.io", false],
    ["a@xn--xn--bcher-kva-.de", "a@b\u00fccher.de", false],
  ])("lowercase: %s and %s are one address: %s", (one, other, same) => {
    expect(emailNormalizations.lowercase(one) === emailNormalizations.lowercase(other)).toBe(same);
  });

  it("lowercase takes every spelling of an ASCII address for one", () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.infiniteStream(fc.boolean()), (email, coins) => {
        const spelled = [...email].map((letter) => (coins.next().value ? letter.toUpperCase() : letter)).join("");
        expect(emailNormalizations.lowercase(`\t${spelled} `)).toBe(email.toLowerCase());
      }),
    );
  });

  it("lowercase_domain puts what follows the last @ in lower case, and nothing else", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const at = email.lastIndexOf("@");
        expect(emailNormalizations.lowercase_domain(email)).toBe(email.slice(0, at) + email.slice(at).toLowerCase());
      }),
    );
    expect(emailNormalizations.lowercase_domain('"Ann@Home"@Shop.IO')).toBe('"Ann@Home"@shop.io');
    expect(emailNormalizations.lowercase_domain(" No.At.Sign ")).toBe("No.At.Sign");
    expect(emailNormalizations.lowercase_domain("Müller@BÜCHER.Example")).toBe("Müller@bücher.example");
  });

  it("none keeps the case", () => {
    expect(emailNormalizations.none(" Ann@Shop.IO ")).toBe("Ann@Shop.IO");
    expect(emailNormalizations.none("Jose\u0301@x")).toBe("Jos\u00e9@x");
  });

  it("keeps the letters of international addresses (RFC 6531)", () => {
    for (const email of [
      "用户@例子.公司",
      "अजय@डाटा.भारत",
      "квіточка@пошта.укр",
      "δοκιμή@παράδειγμα.ελ",
      "संपर्क@डाटामेल.भारत",
    ]) {
      for (const strategy of strategies) {
        expect(emailNormalizations[strategy](email)).toBe(email.normalize("NFC"));
      }
    }
    expect(emailNormalizations.lowercase("Квіточка@Пошта.УКР")).toBe("квіточка@пошта.укр");
    expect(emailNormalizations.lowercase("STRASSE@X.de")).not.toBe(emailNormalizations.lowercase("straße@x.de"));
  });

  it("normalizeEmail: no address and a blank one are null, any other is as its strategy has it", () => {
    fc.assert(
      fc.property(fc.option(anyEmail), fc.constantFrom(...strategies), (email, strategy) => {
        const expected = email !== null && tidied(email) ? emailNormalizations[strategy](email) : null;
        expect(normalizeEmail(email, strategy)).toBe(expected);
      }),
    );
    expect(normalizeEmail("", "lowercase")).toBeNull();
    expect(normalizeEmail(" \t\u00a0", "none")).toBeNull();
  });
});
