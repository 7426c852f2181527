import { createRequire } from 'node:module'

/**
 * Frequent characters that exist only in traditional writing: a text without any of them is taken as simplified,
 * so that the conversion tables are loaded only where somebody writes traditional Chinese.
 */
const TRADITIONAL =
  /[個們這來時說對發會經樣國還後過點當種問開關無動見應請離財產權爾實與為於並從給讓賠償資薪勞僱傭債務借貸錢價購買賣車輛號碼傷醫療險證據訴訟審執員遺繼養撫護親婦兒學聯繫電話網絡詐騙報警處罰條約違項轉變業區鄉鎮縣廳機構辦費繳稅歲長門進遠運達邊連選論議計記認譯設許訂註詳單獨寫頭題類願顯顧飛馬魚鳥龍]/

let convert: ((text: string) => string) | null = null

/** Traditional characters become simplified ones (離婚 → 离婚); other text is returned as it is. */
export function toSimplified(text: string): string {
  if (!TRADITIONAL.test(text)) return text
  convert ??= loadConverter()
  return convert(text)
}

function loadConverter(): (text: string) => string {
  const { Converter } = createRequire(import.meta.url)('opencc-js/t2cn') as typeof import('opencc-js')
  return Converter({ from: 't', to: 'cn' })
}
