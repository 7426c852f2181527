import { plainQuestion } from '../../knowledge/confirmed-pairs.js'
import { questionLikeness } from '../../retrieval/likeness/question-likeness.js'
import type { StaffScope } from '../tickets/staff-scope.js'
import { digitsOf, hidePersonalData } from './hide-personal-data.js'
import { CITATION_FAULTS, type Citation, nameCitations } from './name-citations.js'
import type { ReviewDeps } from './review-deps.js'
import type { CheckReply, QaText } from './review-wire.js'

/** Questions less alike are no help in finding the same one. */
const SIMILAR_FROM = 0.55
/** As in `reviewAnswers`: one question in other words. */
const SAME_FROM = 0.9
const MOST_SIMILAR = 4
/** Letters of an entry that are enough to tell what it says. */
const EXCERPT = 300

export type CheckText = ReturnType<typeof createCheckText>

export function createCheckText({ db, passages, search }: ReviewDeps) {
  async function similarTo(question: string, regionCode: string | null): Promise<CheckReply['similar']> {
    const { hits } = await search.search(question, {
      k: 1,
      entries: MOST_SIMILAR,
      regionCode: regionCode ?? undefined,
    })
    const near = hits.flatMap(({ passageId, kind, evidence }) => {
      const likeness = evidence?.asked ?? 0
      return kind === 'statute' || likeness < SIMILAR_FROM ? [] : [{ passageId, kind, likeness }]
    })
    const found = new Map(
      (await passages.byIds(near.map(({ passageId }) => passageId))).map((p) => [p.id, p]),
    )
    return near
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, MOST_SIMILAR)
      .flatMap((each) => {
        const passage = found.get(each.passageId)
        if (!passage) return []
        const isSame = each.likeness >= SAME_FROM || plainQuestion(passage.title) === plainQuestion(question)
        return [{ ...each, isSame, title: passage.title, text: passage.text.slice(0, EXCERPT) }]
      })
  }

  async function waitingWith(
    question: string,
    ownId: string | null,
    { officeIds }: StaffScope,
  ): Promise<CheckReply['waiting']> {
    if (officeIds.length === 0) return []
    let query = db
      .selectFrom('qa_proposals')
      .select(['id', 'version', 'question', 'answer', 'author_name'])
      .where('status', '=', 'in_review')
    if (officeIds !== 'all') query = query.where('office_id', 'in', officeIds)
    const rows = await query.execute()
    const likenessTo = questionLikeness(question)
    return rows
      .filter(({ id }) => id !== ownId)
      .map(({ author_name, ...row }) => {
        const likeness = likenessTo(row.question)
        const isSame = likeness >= SAME_FROM || plainQuestion(row.question) === plainQuestion(question)
        return { ...row, authorName: author_name, likeness: isSame ? 1 : likeness, isSame }
      })
      .filter(({ likeness }) => likeness >= SIMILAR_FROM)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, MOST_SIMILAR)
  }

  /** Digits of the telephone numbers that offices are reached under. */
  async function publicNumbers(): Promise<ReadonlySet<string>> {
    const offices = await db.selectFrom('offices').select('phone').where('phone', '<>', '').execute()
    return new Set(offices.flatMap(({ phone }) => phone.split(/[、,，/；;]/).map(digitsOf)))
  }

  return {
    publicNumbers,

    /**
     * What a question with its answer would bring into the knowledge base.
     * @param heard as in `hidePersonalData`
     */
    async check(
      { question, answer, regionCode }: Pick<QaText, 'question' | 'answer' | 'regionCode'>,
      scope: StaffScope,
      { ownId = null, heard = [] }: { ownId?: string | null; heard?: readonly string[] } = {},
    ): Promise<CheckReply> {
      const [citations, similar, waiting, numbers] = await Promise.all([
        nameCitations(answer, regionCode, search),
        similarTo(question, regionCode),
        waitingWith(question, ownId, scope),
        publicNumbers(),
      ])
      const personal = hidePersonalData([question, answer], numbers, heard).hidden.map(({ value }) => value)
      return { citations, similar, waiting, personal, problem: problemOf(citations, personal) }
    },
  }
}

function problemOf(citations: readonly Citation[], personal: readonly string[]): string | null {
  if (personal.length > 0) return `还有个人信息：${personal.join('、')}。请改成一般的说法。`
  const unmet = citations.flatMap(({ name, status }) =>
    status === 'found' ? [] : [`${name}（${CITATION_FAULTS[status]}）`],
  )
  if (unmet.length > 0) return `这些依据没有找到：${unmet.join('、')}。请改正，或者删掉。`
  if (citations.length === 0) return '答复没有写明依据的条文。请写出法名和条号，如《民法典》第五百七十七条。'
  return null
}
