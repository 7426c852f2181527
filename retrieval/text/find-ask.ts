/** So long, a text tells a story beside what it asks. UTF-16 units. */
const STORY_FROM = 120
const ASKS =
  /[?？]|[吗么呢]$|怎么|咋|如何|能不能|可不可以|是不是|要不要|会不会|算不算|合不合|有没有|是否|能否|多少|多久|什么|啥|哪|谁|几[年天个月]|请问|想问|问一下|咨询/
/** Asked without saying what: 我该怎么办, 请问这种情况怎么处理, 求解答. */
const SAYS_NOTHING =
  /请问|想问|问一下|问问|咨询|一下|求助|帮帮?忙?|急|在线等|谢谢|这种|那种|这样|情况|现在|到底|应该|我们?|该|要|怎么办|怎么处理|怎么弄|如何处理|咋办|怎样|怎么|什么|办法|律师|各位|老师|大家|就|是|的|了|吗|呢|啊|呀|[\p{P}\s]/gu
const LEAST_SAID = 5
const MOST_SENTENCES = 3

/**
 * What a long story asks, where its last questions say it by themselves; null where the story has to be read with them,
 * or the text is short.
 */
export function findAsk(text: string): string | null {
  if (text.length < STORY_FROM) return null
  const sentences = text.split(/(?<=[。！？!?；;\n])/).filter((sentence) => sentence.trim() !== '')
  const last = sentences.findLastIndex((sentence) => ASKS.test(sentence.trim()))
  let first = last
  while (last - first + 1 < MOST_SENTENCES && /[?？]\s*$/.test(sentences[first - 1] ?? '')) first--
  const ask = sentences.slice(Math.max(0, first), last + 1).join('')
  const said = ask.replace(SAYS_NOTHING, '').length
  return said >= LEAST_SAID && ask.length * 2 < text.length ? ask : null
}
