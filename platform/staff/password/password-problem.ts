const SHORTEST = 10
const LONGEST = 200
/** Of ten characters and more, the ones that leaked lists name most. */
const COMMON = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 1234567890a a1234567890 123456789a a123456789
  123456789q q123456789 1q2w3e4r5t 1qaz2wsx3edc 1qazxsw23edc qwertyuiop qwerty12345 qwerty123456 asdfghjkl123
  password12 password123 password1234 password@123 passw0rd123 p@ssw0rd123 admin12345 admin123456 administrator
  adminadmin woaini1314 woaini520 woaini5201314 5201314520 1314520520 52013141314 abcdefghij abcd123456
  abc123456789 iloveyou123 changeme123 welcome123 letmein123 zhang123456 wang123456 aini1314520`.split(/\s+/),
)

export type PasswordProblem = 'too_short' | 'too_long' | 'is_name' | 'too_common'

/** As passwords are compared: the same one typed on another keyboard is the same. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC')
}

/**
 * What speaks against a password: its length, a name, being known. No rule on kinds of characters, which make passwords
 * alike (NIST SP 800-63B, 3.1.1.2).
 * @param names login and name of the account
 */
export function passwordProblem(password: string, names: readonly string[]): PasswordProblem | null {
  const text = normalisePassword(password).toLowerCase()
  const characters = [...text]
  if (characters.length > LONGEST) return 'too_long'
  if (names.some((name) => isMadeOf(text, normalisePassword(name).toLowerCase()))) return 'is_name'
  if (characters.length < SHORTEST) return 'too_short'
  if (COMMON.has(text) || new Set(characters).size < 4) return 'too_common'
  return null
}

/** The name once or several times, and nothing else. */
function isMadeOf(text: string, name: string): boolean {
  return name !== '' && text.replaceAll(name, '').trim() === ''
}
