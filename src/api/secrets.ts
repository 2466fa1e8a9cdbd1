/** Longer than any password; hashing one takes its length in work. */
export const PASSWORD_MAX_LENGTH = 1_000;

/** A token is 43 letters long. */
export const TOKEN_MAX_LENGTH = 200;
