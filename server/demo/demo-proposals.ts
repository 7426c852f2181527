import type { Db } from '../../storage/database.js'
import type { DemoLogin } from './demo-staff.js'

const HOUR_MS = 3_600_000

/** What came of answers in the stories: one waits for review, one was sent back. `story` as in demo-stories.ts. */
const PROPOSALS = [
  {
    story: '赡养，已答复',
    by: 'yanshi-jiedao',
    status: 'in_review',
    hoursAgo: 3,
    matter: 'elder_support',
    question: '有一个子女不尽赡养义务，父母可以要求他给赡养费吗？',
    answer:
      '可以。成年子女有赡养父母的义务；父母缺乏劳动能力或者生活困难的，可以要求不尽赡养义务的子女给付赡养费（《民法典》第二十六条、第一千零六十七条）。可以先请街道或者村（社区）调解，调解不成的向法院起诉。',
    citations: ['《民法典》第二十六条', '《民法典》第一千零六十七条'],
    reason: null,
  },
  {
    story: '劳动合同，办结满意',
    by: 'yanshi-qu',
    status: 'draft',
    hoursAgo: 26,
    matter: 'labour',
    question: '没签劳动合同，能要双倍工资吗？',
    answer:
      '用人单位自用工之日起超过一个月不满一年未签书面劳动合同的，应当每月支付二倍工资（《劳动合同法》第八十二条）。您干了八个月，可以主张七个月的差额。',
    citations: ['《劳动合同法》第八十二条'],
    reason: '“您干了八个月”只对这一位群众，请改成一般的说法',
  },
] as const

interface Deps {
  db: Db
  now: Date
  /** By story. */
  numbers: ReadonlyMap<string, string>
  members: ReadonlyMap<DemoLogin, { id: string; name: string }>
}

/** Written as they would stand after a review over loaded statutes, which the demonstration does without. */
export async function storeDemoProposals({ db, now, numbers, members }: Deps): Promise<void> {
  const reviewer = members.get('yanshi-zhishi')
  for (const { story, by, status, hoursAgo, citations, reason, ...text } of PROPOSALS) {
    const number = numbers.get(story)
    const author = members.get(by)
    if (!number || !author) throw new Error(`The demonstration has no ${story} or no ${by}`)
    const { office_id } = await db
      .selectFrom('tickets')
      .select('office_id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    const at = (hours: number) => new Date(now.getTime() - hours * HOUR_MS).toISOString()
    const decided =
      reason === null ? {} : { decider_name: reviewer?.name, decided_at: at(hoursAgo - 2), reason }
    await db
      .insertInto('qa_proposals')
      .values({
        ...{ id: `qa_demo_${number}`, status, version: 1, ticket_number: number, office_id, ...text },
        ...{ citations: JSON.stringify(citations), author_id: author.id, author_name: author.name },
        ...{ submitted_at: at(hoursAgo), ...decided },
      })
      .execute()
  }
}
