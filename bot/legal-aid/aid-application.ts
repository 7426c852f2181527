import { z } from 'zod'
import { fullRegionName } from '../../knowledge/regions.js'
import { cleanText } from '../language/clean-text.js'
import { type MaskTokens, maskPersonalData } from '../mask-personal-data.js'
import type { TicketBrief } from '../ticket-ports.js'
import { aidCaseSchema } from './aid-case.js'
import { FREE_OF_HARDSHIP } from './aid-matters.js'
import { judgeEligibility, matterOf, type Reason, type Verdict } from './judge-eligibility.js'
import { LONGEST_STORY } from './prefill-application.js'

const typed = (longest: number) => z.string().max(longest).transform(cleanText)

/** The form as it is handed in. Who applies is typed by the citizen, and stands in no log, trace or prompt. */
export const aidApplicationSchema = z.object({
  aidCase: aidCaseSchema,
  whatHappened: typed(LONGEST_STORY).pipe(z.string().min(1)),
  otherParty: typed(200),
  request: typed(500),
  applicant: z.object({
    name: typed(50).pipe(z.string().min(1)),
    identityNumber: typed(40),
    phone: typed(40).pipe(z.string().min(1)),
    address: typed(200),
    /** Who applies for them, and what they are to each other; '': they do so themselves. */
    agent: typed(100),
  }),
})

export type AidApplication = z.infer<typeof aidApplicationSchema>

const LONGEST_SUMMARY = 300

const VERDICT_WORDS: Record<Verdict, string> = {
  appointed: '属于办案机关应当通知指派的情形',
  meets: '看起来符合条件',
  may_meet: '可能符合，经济状况待审查',
  outside: '看起来不在一般范围内',
}

/** What goes to staff: whole for the ticket, and with personal data replaced for everything else. */
interface WrittenApplication {
  text: string
  masked: string
  brief: TicketBrief
}

export function writeApplication(application: AidApplication, regionCode: string | null): WrittenApplication {
  const { hide, tokens } = hideTyped(application.applicant)
  const masked = mapTexts(application, (text) => maskPersonalData(hide(text), tokens).masked)
  const region = (regionCode !== null && fullRegionName(regionCode)) || ''
  const { aidCase, whatHappened, otherParty, request } = masked
  const title = titleOf(application)
  return {
    text: linesOf(application, region),
    masked: linesOf(masked, region),
    brief: {
      matter: matterOf(aidCase.matter)?.field ?? 'other',
      serviceLine: 'legal_aid',
      summaryMasked: `法律援助申请：${title}。${whatHappened}`.slice(0, LONGEST_SUMMARY),
      facts: {
        ...(otherParty && { who: `申请人；对方：${otherParty}` }),
        what: whatHappened,
        ...(region && { where: region }),
        wish: request || `法律援助：${title}`,
      },
    },
  }
}

function titleOf({ aidCase }: AidApplication): string {
  const free = FREE_OF_HARDSHIP.find(({ id }) => id === aidCase.free)
  return matterOf(aidCase.matter)?.label ?? free?.label ?? '其他事项'
}

function linesOf(application: AidApplication, region: string): string {
  const { aidCase, whatHappened, otherParty, request, applicant } = application
  const { verdict, reasons } = judgeEligibility(aidCase)
  const lines: [name: string, text: string][] = [
    ['申请事项', titleOf(application)],
    ['初步对照', [VERDICT_WORDS[verdict], ...reasons.flatMap(reasonLine)].join('；')],
    ['事情经过', whatHappened],
    ['对方', otherParty],
    ['请求', request],
    ['地区', region],
    ['申请人', applicant.name],
    ['证件号码', applicant.identityNumber],
    ['联系电话', applicant.phone],
    ['住址', applicant.address],
    ['代为申请', applicant.agent],
  ]
  const told = lines.filter(([, text]) => text !== '').map(([name, text]) => `${name}：${text}`)
  return ['法律援助申请', ...told].join('\n')
}

/** For staff, who read the article beside it. */
function reasonLine(reason: Reason): string[] {
  switch (reason.kind) {
    case 'covered':
    case 'appointed':
      return [article(reason.basis)]
    case 'free':
      return [`${reason.label}，不看经济困难（${article(reason.basis)}）`]
    case 'not_checked':
      return [`${reason.label}，免予核查（${article(reason.basis)}）`]
    case 'has_lawyer':
    case 'lawyer_ends':
      return ['申请人说已经请了律师']
    case 'hardship_open':
    case 'not_covered':
      return []
    default:
      return reason satisfies never
  }
}

function article(basis: string): string {
  return basis.slice(1, -1)
}

/** What was typed as personal is hidden wherever else it was written, whatever it looks like. */
function hideTyped({ name, identityNumber, phone, address, agent }: AidApplication['applicant']) {
  const typedAs = [
    ['[姓名1]', name],
    ['[姓名2]', agent],
    ['[证件1]', identityNumber],
    ['[电话1]', phone],
    ['[地址1]', address],
  ].filter((pair): pair is [string, string] => pair[1] !== '')
  const longestFirst = typedAs.toSorted(([, a], [, b]) => b.length - a.length)
  const tokens: MaskTokens = Object.fromEntries(typedAs)
  const hide = (text: string) =>
    longestFirst.reduce((hidden, [token, value]) => hidden.replaceAll(value, token), text)
  return { hide, tokens }
}

function mapTexts(application: AidApplication, change: (text: string) => string): AidApplication {
  const { aidCase, whatHappened, otherParty, request, applicant } = application
  const texts = { whatHappened, otherParty, request }
  const changed = <T extends Record<string, string>>(of: T) =>
    Object.fromEntries(Object.entries(of).map(([key, text]) => [key, change(text)])) as T
  return { aidCase, ...changed(texts), applicant: changed(applicant) }
}
