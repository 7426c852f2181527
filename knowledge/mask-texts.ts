/** Takes personal data out of texts that belong together: the same value gets the same token in each of them. */
export type MaskTexts = (texts: readonly string[]) => string[]
