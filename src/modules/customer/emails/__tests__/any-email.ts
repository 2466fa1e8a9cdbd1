import fc from "fast-check";

/** Strings in which case mapping, composition and white space are likely to go wrong, lone surrogates among them. */
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'İıßẞΣςσǅŉﬀ\u0301\u0307\u00a0\u2000\u200b\u3000\ufeffÅ\u212bé@.+ \t\n"AaZz0'),
      fc.string({ unit: "binary", maxLength: 2 }),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    ),
  )
  .map((parts) => parts.join(""));
/** Emails, and strings that are none. */
export const anyEmail = fc.oneof(fc.emailAddress(), awkward, fc.string({ unit: "grapheme" }));
