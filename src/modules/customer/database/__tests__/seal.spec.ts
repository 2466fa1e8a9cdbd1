import fc from "fast-check";
import { decodingsOf } from "../../../../../integration-tests/helpers/imports/decodings";
import { createSeal, secretOf } from "../seal";

const text = fc.string({ unit: "binary" }).filter((value) => value.isWellFormed());
const seal = createSeal("secret", "pages");

describe("a sealed text", () => {
  it("comes back as it was, from any server with the same secret", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(createSeal("secret", "pages").open(seal.close(value))).toBe(value);
      }),
    );
  });

  it("does not show what is in it, however it is decoded, and is another one each time", () => {
    for (const value of ["ada@x.io", "Ada Lovelace", "+31 6 12345678"]) {
      const [first, second] = [seal.close(value), seal.close(value)];

      expect(decodingsOf(first)).not.toContain(value.toLowerCase());
      expect(first).not.toBe(second);
    }
  });

  it("is not opened with another secret, for another purpose, or by a process without a secret", () => {
    const sealed = seal.close("ada@x.io");

    expect(createSeal("another", "pages").open(sealed)).toBeUndefined();
    expect(createSeal("secret", "duplicates").open(sealed)).toBeUndefined();
    expect(createSeal(undefined, "pages").open(sealed)).toBeUndefined();
    expect(createSeal(undefined, "pages").open(createSeal(undefined, "pages").close("a"))).toBeUndefined();
  });

  it("is not opened once a single sign of it is changed, or one is missing or added", () => {
    const sealed = seal.close("ada@x.io");
    const changed = Array.from(sealed, (sign, at) => {
      const other = sign === "A" ? "B" : "A";
      return sealed.slice(0, at) + other + sealed.slice(at + 1);
    });

    for (const one of [...changed, sealed.slice(1), sealed.slice(0, -1), `${sealed}A`, `${sealed}=`, `${sealed} `]) {
      expect([one, seal.open(one)]).toEqual([one, undefined]);
    }
  });

  it("is never opened from any other text, and no text is an error", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.base64String()), (value) => {
        expect(seal.open(value)).toBeUndefined();
      }),
    );
  });
});

describe("the secret of a store", () => {
  it("is that of its cookies, else that of its tokens where that is a text", () => {
    const ofHttp = (http: object) => secretOf({ projectConfig: { http } });

    expect(ofHttp({ cookieSecret: "c", jwtSecret: "j" })).toBe("c");
    expect(ofHttp({ jwtSecret: "j" })).toBe("j");
    expect(ofHttp({ cookieSecret: "", jwtSecret: Buffer.from("key") })).toBeUndefined();
    expect([secretOf(undefined), secretOf({}), secretOf({ projectConfig: {} })]).toEqual(Array(3).fill(undefined));
  });
});
