/**
 * Texts that are no email by the store's rule, by what is wrong with them. All but the last group were accepted by one
 * route or another before there was one rule.
 */
export const WRONG_EMAILS: Readonly<Record<string, string>> = {
  "a comma and a second address": "é,victim@x.io",
  "a semicolon": "a;bé@x.io",
  "angle brackets": "<script>alert(1)</script>é@x.io",
  "a control character": "a\u0001b@x.io",
  "a control character at the end": "zoe@x.io\u0001",
  "a terminal escape": "\u001b[31mred@x.io",
  "the delete character": "a\u007f@x.io",
  "a zero width space inside": "a\u200bb@x.io",
  "a bidirectional control inside": "a\u202eb@x.io",
  "a soft hyphen in the domain": "a@x\u00ady.io",
  "a space inside": "é b@x.io",
  "a no-break space inside": "é\u00a0b@x.io",
  "a port": "é@x.io:25",
  "a path": "é@x.io/..",
  "a domain without a dot": "é@x",
  "an empty label": "é@x..io",
  "an empty last label": "é@x.io.",
  "a label that decodes to ASCII": "owner@xn--foo-.dyn.example",
  "a label that decodes to another encoded label": "a@xn--xn--bcher-kva-.example",
  "a label that decodes to nothing": "a@xn--.example",
  "a label that ends with a hyphen": "a@foo-.example",
  "an address of a host": "é@1.2.3.4",
  "a dot at the beginning": ".é@x.io",
  "two dots": "é..b@x.io",
  "two signs": "a@b@é.example",
  "nothing before the sign": "@é.example",
  "no sign": "é",
};
