/** How a turn ended: `kind_reason`. A closed set: the desk, the metrics and the evaluations count by it. */
export const OUTCOMES = [
  'answered_from_sources',
  'answered_article',
  'answered_article_not_found',
  'answered_service',
  'answered_ticket_status',
  'clarifying_facts',
  'clarifying_region',
  'clarifying_question',
  'handed_off_low_confidence',
  'handed_off_on_request',
  'handed_off_no_citation',
  'handed_off_complaint',
  'handed_off_answers_off',
  'handed_off_application',
  'passed_to_staff',
  'silent_live',
  'silent_elsewhere',
  'silent_channel_off',
  'declined_injection',
  'declined_abuse',
  'declined_out_of_scope',
  'declined_not_text',
  'declined_too_long',
  'declined_channel_off',
  'crisis_signposted',
  'chatted_greeting',
  'chatted_thanks',
  'chatted_small_talk',
  'failed_internal',
] as const

export type Outcome = (typeof OUTCOMES)[number]

/**
 * The bot said nothing: the words were for our staff, or for others on the citizen's platform, or the channel is off and
 * the citizen knows.
 */
export const SILENT_OUTCOMES: readonly Outcome[] = ['silent_live', 'silent_elsewhere', 'silent_channel_off']

/** What was said to people is no part of the talk with the bot. */
export const APART_FROM_TALK: readonly Outcome[] = [...SILENT_OUTCOMES, 'handed_off_application']
