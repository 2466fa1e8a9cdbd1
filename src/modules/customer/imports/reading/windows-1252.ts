/** The signs of 0x80 to 0x9F in Windows-1252, which is what files called Latin-1 hold (WHATWG Encoding 4.2). */
export const WINDOWS_1252_SIGNS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The byte of 0x80, the first one that has a sign of its own. */
export const FIRST_SIGN = 0x80;
