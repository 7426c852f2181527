import { parseArticleReferences } from '../../knowledge/article-reference.js'
import type { Intent } from '../intent.js'
import {
  ACKNOWLEDGED,
  ADVICE_NOT_LAW,
  CLAIM,
  COMPLAINT,
  COMPLAINT_QUESTION,
  EMPTY_QUESTION,
  GOODBYE,
  GREETING,
  HOW_WHERE,
  LEGAL_SIGNAL,
  LOOKUP_FILLER,
  NAMES_TICKET,
  OUT_OF_SCOPE,
  THANKING,
  THANKS,
  TICKET_STATUS,
  WANTS_HUMAN,
  WHAT_CAN_YOU_DO,
  WHO_ARE_YOU,
} from '../lexicon/intent-rules.js'
import { findServiceLine, SERVICE_PLACE } from '../lexicon/service-terms.js'
import { classifyMatter } from './classify-matter.js'
import { isMadeOf } from './made-of.js'
import { stripCourtesy } from './strip-courtesy.js'

/** What kind of talk it is, beyond the intent: small talk has no intent of its own. */
export type Talk =
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'who_are_you'
  | 'what_can_you_do'
  | 'acknowledged'
  | 'empty_question'

export interface DetectedIntent {
  intent: Intent
  talk: Talk | null
}

/**
 * @param text folded, masked text
 * @param hasTicket a ticket was opened in this conversation: "有人回复吗" is then about it
 */
export function detectIntent(text: string, hasTicket = false): DetectedIntent {
  const talk = detectTalk(text)
  if (talk !== null)
    return {
      intent: talk === 'thanks' ? 'thanks' : talk === 'empty_question' ? 'legal_question' : 'greeting',
      talk,
    }
  return { intent: detectTask(stripCourtesy(text), hasTicket), talk: null }
}

function detectTalk(text: string): Talk | null {
  if (text.length > 40) return null
  if (THANKING.test(text) && isMadeOf(THANKS, text)) return 'thanks'
  if (isMadeOf(GREETING, text)) return 'greeting'
  const core = stripCourtesy(text)
  if (isMadeOf(ACKNOWLEDGED, core)) return 'acknowledged'
  if (/^[^,，。!！~了吧啊 谢]/.test(core) && isMadeOf(GOODBYE, core)) return 'goodbye'
  if (WHO_ARE_YOU.test(core)) return 'who_are_you'
  if (WHAT_CAN_YOU_DO.test(core)) return 'what_can_you_do'
  if (EMPTY_QUESTION.test(core) || EMPTY_QUESTION.test(text)) return 'empty_question'
  return null
}

function detectTask(text: string, hasTicket: boolean): Intent {
  if (WANTS_HUMAN.test(text)) return 'wants_human'
  if (isTicketStatus(text, hasTicket)) return 'ticket_status'
  if (COMPLAINT.test(text) && !COMPLAINT_QUESTION.test(text)) return 'complaint'
  if (isLookup(text)) return 'article_lookup'
  if (isOutOfScope(text)) return 'out_of_scope'
  if (isServiceQuestion(text)) return 'service_how_where'
  return 'legal_question'
}

function isTicketStatus(text: string, hasTicket: boolean): boolean {
  if (hasTicket && text.length <= 16 && /回复|答复|处理|进度|进展|结果|等多久/.test(text)) return true
  if (NAMES_TICKET.test(text)) return true
  // A long story may say 咨询 and 结果 about anything.
  if (text.length > 40 || !TICKET_STATUS.test(text)) return false
  // 仲裁处理得怎么样, 法院多久回复 are about somebody else's work.
  return (
    /你们|客服|人工|我的(?:问题|咨询|留言)/.test(text) ||
    (classifyMatter(text).strength < 3 && !/报警|报案|派出所|警察|公安/.test(text))
  )
}

/** A law and an article and hardly anything else, or an article number alone. */
function isLookup(text: string): boolean {
  const references = parseArticleReferences(text)
  if (references.length === 0) return false
  let rest = ''
  let position = 0
  for (const reference of references) {
    rest += text.slice(position, Math.max(position, reference.start))
    position = Math.max(position, reference.end)
  }
  rest += text.slice(position)
  return rest.replace(LOOKUP_FILLER, '').replace(/[^\p{L}\p{N}]/gu, '').length <= 2
}

function isOutOfScope(text: string): boolean {
  const matches = (pattern: RegExp) => pattern.test(text)
  return (
    (!LEGAL_SIGNAL.test(text) && OUT_OF_SCOPE.some(matches)) ||
    (!CLAIM.test(text) && ADVICE_NOT_LAW.some(matches))
  )
}

function isServiceQuestion(text: string): boolean {
  if (!HOW_WHERE.test(text)) return false
  if (SERVICE_PLACE.test(text)) return true
  const line = findServiceLine(text)
  if (line === null) return false
  // An award that was given is a matter for the court, not a service to apply for.
  if (line === 'arbitration' && /不服|裁决|下来|开庭|已经|结果|赢了|输了/.test(text)) return false
  // A long story that mentions a service asks about the law first.
  return text.length <= 40
}
