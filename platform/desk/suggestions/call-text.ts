/** What is searched for at once, in UTF-16 units: the latest of a long call. */
const SEARCHED = 1500
/** Of a whole call: two hours of speech. */
export const LONGEST_CALL = 40_000

export interface Segment {
  speaker: 'caller' | 'worker'
  text: string
  final: boolean
}

/** What the caller said, utterance after utterance. */
export function callerText(segments: Iterable<Segment>): string {
  return [...segments]
    .filter(({ speaker, text }) => speaker === 'caller' && text.trim() !== '')
    .map(({ text }) => ended(text.trim()))
    .join('')
}

/** The end of a long text, from the beginning of a clause. */
export function latestOf(text: string): string {
  if (text.length <= SEARCHED) return text
  const end = text.slice(-SEARCHED)
  const clause = end.search(/[，。！？；,.!?;\n]/)
  return clause === -1 ? end : end.slice(clause + 1)
}

/** Speech recognition leaves marks out: two utterances must not become one sentence. */
function ended(text: string): string {
  return /[，。！？；,.!?;]$/.test(text) ? text : `${text}。`
}
