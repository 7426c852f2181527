/** Which words of the notice about a contact are shown (`words.contact`): a change of them is a new version. */
export const CONTACT_NOTICE = '2026-11-28'
