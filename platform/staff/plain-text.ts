/** Without control characters and halves of characters, which not every database stores or looks for. */
export const PLAIN_TEXT = /^[^\p{Cc}\p{Cs}]*$/u
