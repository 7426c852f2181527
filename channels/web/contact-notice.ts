/** Which words of the notice about a contact are shown (`words.contact`): a change of them is a new version. */
export const CONTACT_NOTICE = '2026-11-28'

/** The same of the notice beside an application (`words.aid`). */
export const APPLICATION_NOTICE = '2026-11-30'
