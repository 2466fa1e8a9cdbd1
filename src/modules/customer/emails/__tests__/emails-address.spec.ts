import fc from "fast-check";
import { WRONG_EMAILS } from "../../../../../integration-tests/helpers/http/wrong-emails";
import { type EmailNormalization, emailNormalizations } from "../normalize-email";
import { isEmail, readEmail } from "../read-email";

const strategies = Object.keys(emailNormalizations) as EmailNormalization[];

/** Where case, composition, width, UTS 46 and what cannot be seen are likely to go wrong. */
const LETTERS = [
  ..."aAzZ09.-_+'=!~@ ,;:<>()[]\"\\/%\t",
  ..."éÉøßẞİıſKΣςσΩÅǅŉﬀａＡ９。．＠･·例子дעא١",
  ..."\u00ad\u200b\u200c\u200d\u200e\u202e\u2060\ufeff\u0001\u007f\u0085\u00a0\u2028\u3000\u0301\u0307\u0338\u034f\u3164\ufe0f",
  ...[
    "\ud800",
    "\udc00",
    "\u{1f600}",
    "\u{1d400}",
    "\u{e0061}",
    "\u{10ffff}",
    "xn--",
    "XN--",
    "xn--foo-",
    "xn--bcher-kva",
  ],
];
const anyText = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...LETTERS), fc.string({ unit: "binary", minLength: 1, maxLength: 1 })), {
      maxLength,
    })
    .map((parts) => parts.join(""));

const encodedLabel = fc
  .string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789-"), maxLength: 14 })
  .map((rest) => `xn--${rest}`);
const label = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abcXYZ01é-ßΣשд例ａ"), minLength: 1, maxLength: 6 }),
  encodedLabel,
  anyText(4),
);
const anyDomain = fc.oneof(
  fc.domain(),
  fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join(".")),
);
const anyLocal = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aAbÉéσΣς0.+-_ßİ"), minLength: 1, maxLength: 8 }),
  anyText(6),
);
const ends = fc.string({ unit: fc.constantFrom(..." \t\n\u00a0\u00ad\u200b\u2028\u2060\ufeff"), maxLength: 3 });
const anyEmail = fc.oneof(
  fc.emailAddress(),
  anyText(12),
  fc.tuple(ends, anyLocal, anyDomain, ends).map(([left, local, domain, right]) => `${left}${local}@${domain}${right}`),
);

/** Another spelling of what may be the same, and what only looks like it. */
const spelledAgain = (email: string, choice: number): string => {
  const at = email.lastIndexOf("@") + 1;
  const domain = email.slice(at);
  const ways = [
    email.toUpperCase(),
    email.normalize("NFD"),
    email.normalize("NFKC"),
    email.slice(0, at) + (readEmail(email)?.host ?? domain),
    email.slice(0, at) + domain.toUpperCase(),
    email.slice(0, at) + domain.replace(/(^|\.)xn--([a-z0-9]+)-(?=\.|$)/gi, "$1$2"),
    email.replace(/\p{Cf}/gu, ""),
    `\u200b${email} `,
  ];
  return ways[choice % ways.length];
};
const pairs = fc.oneof(
  fc.tuple(anyEmail, fc.nat(7)).map(([email, choice]): [string, string] => [email, spelledAgain(email, choice)]),
  fc.tuple(anyEmail, anyEmail),
);

/** The host as a browser reads it: the same tables, not the code under test. */
const hostOf = (domain: string): string => new URL(`http://${domain.replaceAll("ẞ", "ß")}`).hostname;

describe("what is an email", () => {
  it.each(Object.entries(WRONG_EMAILS))("not %s", (_, email) => {
    expect(isEmail(email)).toBe(false);
  });

  it.each([
    "ada@example.com",
    " \u200bAda.Lovelace+shop@Example.COM\u00ad ",
    "o'brien@x.io",
    "a/b=c!#$%&*?^_`{|}~@x.io",
    "josé@bücher.example",
    "jose\u0301@xn--bcher-kva.example",
    "用户@例子.广告",
    "अजय@डाटा.भारत",
    "δοκιμή@παράδειγμα.δοκιμή",
    "a@paral·lel.cat",
    "a@faß.de",
    "a@xn--fa-hia.de",
    "a@r3---sn.example.com",
    "a@x。io",
    "a@xn--80akhbyknj4f.xn--p1ai",
    "1@2.a3",
  ])("%j is one", (email) => {
    expect(isEmail(email)).toBe(true);
  });

  it("an ASCII form whose letters hold an invisible joiner keeps its ASCII form", () => {
    expect(readEmail("a@xn--mgba3gch31f060k.com")).toMatchObject({ domain: "xn--mgba3gch31f060k.com" });
    expect(readEmail("a@نامه\u200cای.com")).toBeNull();
  });

  it("takes every dot-atom with a host name, as RFC 5322 and core's own check have it", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(isEmail(email)).toBe(true);
      }),
    );
  });

  it("holds no control, format, unassigned or separating character, one sign, a dot behind it, and no empty part", () => {
    fc.assert(
      fc.property(anyEmail, fc.constantFrom(...strategies), (email, strategy) => {
        fc.pre(isEmail(email));
        const stored = emailNormalizations[strategy](email);

        expect(stored).not.toMatch(/[\p{C}\p{Z}]/u);
        expect(stored.split("@")).toHaveLength(2);
        expect(stored).not.toMatch(/^\.|\.\.|\.@|@\.|\.$/);
        expect(stored).toMatch(/@.+[.。．]/u);
      }),
      { numRuns: 1_500 },
    );
  });

  it("reads a megabyte of anything without delay that grows with its square", () => {
    for (const part of ["a", "\u200b", "a.", "a@", "@", "\u200ba", "xn--", "é.", "a@é", "\ud800"]) {
      expect(isEmail(part.repeat(1_000_000 / part.length))).toBe(false);
      expect(readEmail(part.repeat(1_000_000 / part.length))).toBeNull();
    }
  });
});

describe("the stored spelling of an email", () => {
  it("is its own spelling, and an email if and only if the given text is one", () => {
    fc.assert(
      fc.property(anyEmail, fc.constantFrom(...strategies), (email, strategy) => {
        const once = emailNormalizations[strategy](email);

        expect(emailNormalizations[strategy](once)).toBe(once);
        expect(readEmail(once) !== null).toBe(readEmail(email) !== null);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is one for two emails only if they are one mailbox: the same host, and a local part that differs by case or composition", () => {
    let alike = 0;
    fc.assert(
      fc.property(pairs, fc.constantFrom(...strategies), ([one, other], strategy) => {
        const [first, second] = [readEmail(one), readEmail(other)];
        if (!first || !second || emailNormalizations[strategy](one) !== emailNormalizations[strategy](other)) {
          return;
        }
        alike++;
        const folded = (local: string) => {
          const composed = local.normalize("NFD");
          return strategy === "lowercase" ? composed.toLowerCase().toUpperCase() : composed;
        };
        expect(folded(first.local)).toBe(folded(second.local));
        const domains = [one, other].map((email) => emailNormalizations.none(email).split("@")[1]);
        expect(hostOf(domains[0])).toBe(hostOf(domains[1]));
        expect(first.host).toBe(hostOf(domains[0]));
      }),
      { numRuns: 2_000 },
    );
    expect(alike).toBeGreaterThan(60);
  });

  it("is one for every spelling of a host that is one by UTS 46, but for the strategy none", () => {
    for (const [one, other] of [
      ["a@bücher.example", "a@XN--BCHER-KVA.example"],
      ["a@ｘ。io", "a@x.io"],
      ["a@ΑΣ.gr", "a@ασ.gr"],
      ["a@ẞ.de", "a@ß.de"],
      ["a@\u212a.io", "a@k.io"],
    ]) {
      for (const strategy of ["lowercase", "lowercase_domain"] as const) {
        expect(emailNormalizations[strategy](one)).toBe(emailNormalizations[strategy](other));
      }
    }
    expect(emailNormalizations.lowercase("a@ασ.gr")).not.toBe(emailNormalizations.lowercase("a@ας.gr"));
    expect(emailNormalizations.lowercase("ａ@x.io")).not.toBe(emailNormalizations.lowercase("a@x.io"));
  });
});
