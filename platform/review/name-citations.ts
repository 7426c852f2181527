import type { z } from 'zod'
import { splitSentences } from '../../bot/language/split-sentences.js'
import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { formatChineseNumber } from '../../knowledge/chinese-number.js'
import type { Retriever } from '../../retrieval/retriever.js'
import type { citationView } from './review-wire.js'

export type Citation = z.infer<typeof citationView>

/** Why a citation does not hold, for staff. */
export const CITATION_FAULTS: Record<Exclude<Citation['status'], 'found'>, string> = {
  no_law_named: '没有写是哪部法',
  no_such_law: '知识库里没有这部法',
  no_such_article: '这部法没有这一条',
  not_in_force: '已经失效，或不适用于所选地区',
}

/** 本法第三条 in a quotation speaks of the law that is quoted, 合同第三条 of no law. */
const NO_CITATION = /(?:本(?:法|法典|条例|规定|办法|解释|细则|决定|规则)|合同|协议|章程|公约|规约)[》\s]*$/

/** Every article that an answer names, each once, met in the law in force today. */
export async function nameCitations(
  answer: string,
  regionCode: string | null,
  { lookup }: Pick<Retriever, 'lookup'>,
): Promise<Citation[]> {
  const found = await lookup(answer, { regionCode: regionCode ?? undefined })
  const citations = new Map<string, Citation>()
  const met = new Map((found?.references ?? []).map((each) => [each.reference.start, each]))
  for (const reference of parseArticleReferences(answer)) {
    if (NO_CITATION.test(answer.slice(0, reference.start))) continue
    const meant = met.get(reference.start)
    // It stands in the title of a law: 关于适用民法典第…条的解释.
    if (!meant && reference.lawName !== null) continue
    const { status = 'no_law_named', lawTitle = null, hits = [] } = meant ?? {}
    const law = lawTitle ?? reference.lawName
    const name = `${law === null ? '' : `《${law}》`}${hits[0]?.article ?? articleOf(reference)}`
    citations.set(name, {
      name,
      status: law === null ? 'no_law_named' : status,
      passageId: status === 'found' ? (hits[0]?.passageId ?? null) : null,
    })
  }
  return [...citations.values()]
}

function articleOf({ from }: { from: { number: number; suffix: number } }): string {
  return `第${formatChineseNumber(from.number)}条${from.suffix > 0 ? `之${formatChineseNumber(from.suffix)}` : ''}`
}

/**
 * The answer with the articles of each sentence as marks, 〔民法典第五百七十七条〕, so that it carries them as its bases and
 * is left out once one of them is no longer in force.
 */
export function markCitations(answer: string): string {
  return answer
    .split('\n')
    .map((line) => splitSentences(line).map(markSentence).join(''))
    .join('\n')
}

function markSentence(sentence: string): string {
  const named = parseArticleReferences(sentence).filter(
    ({ lawName, start }) => lawName !== null && !NO_CITATION.test(sentence.slice(0, start)),
  )
  if (named.length === 0 || sentence.includes('〔')) return sentence
  const marks = new Set(named.map(({ lawName, from }) => `${lawName}${articleOf({ from })}`))
  return sentence.replace(/[。！？!?]*$/, (end) => `〔${[...marks].join('；')}〕${end}`)
}
