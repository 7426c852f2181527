export const INTENTS = [
  'legal_question',
  'article_lookup',
  'service_how_where',
  'ticket_status',
  'wants_human',
  'greeting',
  'thanks',
  'complaint',
  'out_of_scope',
] as const

export type Intent = (typeof INTENTS)[number]
