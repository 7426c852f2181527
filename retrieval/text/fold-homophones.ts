import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Sounds {
  /** Sound of a character without its tone. */
  of: ReadonlyMap<string, string>
  /** Words of questions and of law, by their sounds. */
  words: ReadonlyMap<string, readonly string[]>
}

let sounds: Sounds | null = null

/** From homophones.txt (characters by pinyin, as pinyin-pro 3.29 gives it, MIT) and common-words.txt. */
function loadSounds(): Sounds {
  if (sounds !== null) return sounds
  const of = new Map<string, string>()
  for (const line of readLines('homophones.txt')) {
    const [sound, characters] = line.split(' ')
    for (const character of characters!) of.set(character, loosely(sound!))
  }
  const words = new Map<string, string[]>()
  for (const word of readLines('common-words.txt').flatMap((line) => line.split(' '))) {
    const key = soundOf(word, of)
    if (key === null) continue
    const known = words.get(key)
    if (known === undefined) words.set(key, [word])
    else known.push(word)
  }
  sounds = { of, words }
  return sounds
}

function readLines(name: string): string[] {
  return readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n')
}

/** Sounds that many speakers and keyboards do not tell apart: zh/z, ch/c, sh/s, n/l, -ng/-n. */
function loosely(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=.)/, 'l')
    .replace(/(?<=[ei])ng$/, 'n')
}

function soundOf(word: string, of: ReadonlyMap<string, string>): string | null {
  const all: string[] = []
  for (const character of word) {
    const sound = of.get(character)
    if (sound === undefined) return null
    all.push(sound)
  }
  return all.join(' ')
}

const LONGEST = 4
/** The word is so much more frequent in the knowledge base (e to the power of it) than what was written. */
const RARER_BY = 3
/** Characters that stand alone where nothing is wrong. */
const ALONE = new Set(
  '的了在是不人我你他她它有没说就都也还又去来到要会能和与从被把让给对向着过得所以为这那哪个只再才很太更最下上里后前中时日月年钱做打卖买拿看想问叫找问交用拉走回名等并且及或但而若如其之于由按依已未无非可应该需像多少大小好坏高低老新旧本该各每某另两几一二三四五六七八九十离死刀骗克嫁借租住懂试判赔罚告骂吵欠签写花送开停修车房狗娃妈爸爷奶叔姨哥弟姐妹女男子说话些种次位份张件套半倒',
)

/**
 * What may have been meant by what was typed or heard wrong: 公资 → 工资, 离昏 → 离婚. Only where the characters make no word as they
 * stand, the knowledge base hardly has them, and one common word sounds the same and shares half of its characters.
 * @param words the text cut into words, gaps and punctuation with it
 * @param rarity inverse document frequency of a pair of characters, natural logarithm
 */
export function foldHomophones(words: readonly string[], rarity: (pair: string) => number): string {
  const { of, words: known } = loadSounds()
  let folded = ''
  let at = 0
  while (at < words.length) {
    let taken = 1
    let meant: string | null = null
    let window = ''
    for (let end = at; end < words.length && window.length + words[end]!.length <= LONGEST; end++) {
      window += words[end]!
      // What is a word already was meant; of loose characters one at least is wrong.
      if (end === at || !words.slice(at, end + 1).some((word) => word.length === 1 && !ALONE.has(word)))
        continue
      const key = soundOf(window, of)
      const alike = key === null ? [] : (known.get(key) ?? [])
      if (alike.includes(window)) break
      const found = alike.filter(
        (word) =>
          shared(word, window) * 2 >= word.length &&
          rarest(window, rarity) - rarest(word, rarity) >= RARER_BY,
      )
      if (found.length !== 1) continue
      meant = found[0]!
      taken = end + 1 - at
    }
    folded += meant ?? words[at]!
    at += taken
  }
  return folded
}

function rarest(word: string, rarity: (pair: string) => number): number {
  let highest = 0
  for (let i = 0; i + 1 < word.length; i++) highest = Math.max(highest, rarity(word.slice(i, i + 2)))
  return highest
}

function shared(word: string, other: string): number {
  let count = 0
  for (let i = 0; i < word.length; i++) if (word[i] === other[i]) count++
  return count
}
