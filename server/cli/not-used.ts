/** What of a file was not used, and why. @param line 1-based; null where the whole file is meant */
export function notUsed({ file, line, message }: { file: string; line: number | null; message: string }) {
  return visible(`Not used: ${placeText({ file, line })}: ${message}`)
}

export function placeText({ file, line }: { file: string; line: number | null }): string {
  return line === null ? file : `${file}:${line}`
}

/** Names and texts of files come from anywhere: what moves the cursor or turns the reading direction is written out. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`,
  )
}
