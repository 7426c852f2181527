import type { TicketFacts } from '../../../bot/ticket-ports.js'

/** What the server puts into the hotline worker's mouth, and what it tells them. */
export const hotlineWords = {
  which: (choices: readonly string[]) => `您想问的是哪一种？${choices.map(withoutMark).join('；还是')}？`,
  ask: {
    what: '您遇到了什么事？请把经过说一说。',
    who: '对方是什么人，是单位还是个人？',
    when: '这件事是什么时候发生的？',
    where: '您在哪个县、市或者区？',
    wish: '您现在最想解决的是什么？',
  } satisfies Record<keyof TicketFacts, string>,
  script: '可以这样说',
  question: '可以再问',
  urgent: '先救急',
  law: '按条文回答',
  /** A change of it is a new version: `NOTICE` in hotline-ticket.ts. */
  contactNotice: ({ keeper, keepDays }: { keeper: string; keepDays: number }) =>
    `您的电话只用来就这件事联系您，由${keeper}加密保存，${kept(keepDays)}；想提前删，随时打 12348。您同意吗？`,
  /** Groups are read with a pause. */
  opened: (number: string, queryCode: string) =>
    `您的事已经登记，工单号是 ${apart(number)}；查询码是 ${apart(queryCode)}。请记下来，凭这两个号可以查到答复。`,
}

const kept = (days: number) =>
  days === 0 ? '您要求时删除' : `办结满 ${days % 365 === 0 ? `${days / 365} 年` : `${days} 天`}后删除`

const withoutMark = (text: string) => text.replace(/[？?。]+$/, '')

/** 2026-1128-0042 → 2026，1128，0042. */
const apart = (text: string) => text.split('-').join('，')
