/** Personal data found in a text; positions in UTF-16 units. */
export interface PersonalSpan {
  /** Label inside the token: 身份证. */
  label: string
  start: number
  end: number
}
