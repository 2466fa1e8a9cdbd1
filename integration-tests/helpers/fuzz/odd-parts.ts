/** Parts of a path that are no id. */
export const ODD_PARTS = [
  ...[
    "%",
    "%FF",
    "%E0%A4%A",
    "%ED%A0%80",
    "%00",
    "cus_%",
    "%2F",
    "..%2f",
    "%20",
    "__proto__",
    "constructor",
    "toString",
  ],
  ...["null", "undefined", "0", "-1", "%27%3B--", "%F0%9F%98%80", "a".repeat(2_000), "cus_none", "batch", "me", "$ne"],
];
