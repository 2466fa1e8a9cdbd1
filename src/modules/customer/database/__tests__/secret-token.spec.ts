import { createSecretToken, hashSecretToken } from "../secret-token";

describe("a secret token", () => {
  it("holds 256 bits in letters that a link can carry, and is another each time", () => {
    const tokens = Array.from({ length: 100 }, () => createSecretToken().token);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) {
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(Buffer.from(token, "base64url")).toHaveLength(32);
    }
  });

  it("is known again by its hash, SHA-256, which does not hold it", () => {
    const { token, hash } = createSecretToken();
    expect(hashSecretToken(token)).toBe(hash);
    expect(hashSecretToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(hash).not.toContain(token);
  });
});
