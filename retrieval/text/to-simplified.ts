import { createRequire } from 'node:module'

interface Conversion {
  /** Characters that the conversion changes: text without any of them, which is nearly all, is passed by. */
  traditional: RegExp
  convert(text: string): string
}

const FIRST_HAN = 0x3400
const LAST_HAN = 0x9fff
let conversion: Conversion | null = null

/** Traditional characters become simplified ones (離婚 → 离婚); other text is returned as it is. */
export function toSimplified(text: string): string {
  conversion ??= loadConversion()
  return conversion.traditional.test(text) ? conversion.convert(text) : text
}

function loadConversion(): Conversion {
  const { Converter } = createRequire(import.meta.url)('opencc-js/t2cn') as typeof import('opencc-js')
  const convert = Converter({ from: 't', to: 'cn' })
  const characters = Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, i) =>
    String.fromCharCode(FIRST_HAN + i),
  )
  // Apart from each other: neighbours would be read as words.
  const simplified = convert(characters.join(' ')).split(' ')
  const changed = characters.filter((character, i) => simplified[i] !== character)
  return { convert, traditional: new RegExp(`[${changed.join('')}]`) }
}
