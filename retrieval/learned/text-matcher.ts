/** How much of a question stands together in an article. */
export interface TextMatch {
  /** Share of the question's pairs, by how much they tell (idf), that its best sentence says; 0 to 1. */
  sentence: number
  /** The same against the sentence's length, as a cosine; about 0 to 1. */
  sentenceCosine: number
  /** Longest run of neighbouring characters whose pairs the question has, in characters. */
  run: number
  /** What the question's pairs in the article tell, a character of it. */
  density: number
}

const PAIR = /^\p{Script=Han}{2}$/u
const SENTENCE_ENDS = ['。', '；', '\n']

/** By character: nothing to look at, a pair of the question may begin, a sentence ends. */
const [NONE, BEGINS, ENDS] = [0, 1, 2]
const table = new Uint8Array(65_536)

/**
 * Compares texts with one question by pairs of neighbouring characters. Most characters of an article are none of the
 * question's: these are passed by after one look at a table. Valid until the next one is made.
 * @param terms of the question, of which the pairs count
 * @param idf inverse document frequency of a pair
 */
export function createTextMatcher(
  terms: Iterable<string>,
  idf: (pair: string) => number,
): (text: string) => TextMatch {
  const numbers = new Map<number, number>()
  const weights: number[] = []
  table.fill(NONE)
  for (const term of terms) {
    if (!PAIR.test(term)) continue
    numbers.set(pairCode(term.charCodeAt(0), term.charCodeAt(1)), weights.length)
    weights.push(idf(term))
    table[term.charCodeAt(0)] = BEGINS
  }
  for (const end of SENTENCE_ENDS) table[end.charCodeAt(0)] = ENDS
  const whole = sum(weights) || 1
  const square = sum(weights.map((weight) => weight ** 2)) || 1
  // The last sentence, and the last text, in which each pair was met.
  const metInSentence = new Int32Array(weights.length).fill(-1)
  const metInText = new Int32Array(weights.length).fill(-1)
  let sentences = 0
  let texts = 0

  return (text) => {
    texts++
    const match: TextMatch = { sentence: 0, sentenceCosine: 0, run: 0, density: 0 }
    let [said, saidSquare, saidInText, from, run] = [0, 0, 0, 0, 0]
    const { length } = text
    for (let i = 0; i <= length; i++) {
      const kind = i < length ? table[text.charCodeAt(i)] : ENDS
      if (kind === BEGINS) {
        const number = numbers.get(pairCode(text.charCodeAt(i), text.charCodeAt(i + 1)))
        if (number !== undefined) {
          run++
          if (run >= match.run) match.run = run + 1
          const weight = weights[number]!
          if (metInSentence[number] !== sentences) {
            metInSentence[number] = sentences
            said += weight
            saidSquare += weight ** 2
          }
          if (metInText[number] !== texts) {
            metInText[number] = texts
            saidInText += weight
          }
          continue
        }
      }
      run = 0
      if (kind !== ENDS) continue
      if (said > 0) {
        match.sentence = Math.max(match.sentence, said / whole)
        // As if the sentence's other pairs told as much as the question's on average.
        const cosine = (saidSquare / square) * Math.sqrt(weights.length / (i - from))
        match.sentenceCosine = Math.max(match.sentenceCosine, cosine)
        said = 0
        saidSquare = 0
      }
      from = i + 1
      sentences++
    }
    match.density = saidInText / (length + 1)
    return match
  }
}

function pairCode(first: number, second: number): number {
  return first * 65_536 + second
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
