/** Parts of a path that are no id. */
export const ODD_PARTS = [
  ...["%", "%FF", "%E0%A4%A", "%00", "%2F", "..%2f", "%20"],
  ...["__proto__", "null", "%27%3B--", "a".repeat(2_000), "$ne"],
];
