import { checkTurn, describeTurn, seeTurn } from '../metrics/check-turn.js'
import { dialogueCases } from '../readers/read-dialogues.js'
import { type Suite, share } from './suite.js'

/** Whether the last of several messages is taken as it is meant. */
export const followUp: Suite = {
  name: 'follow-up',
  title: '多轮追问',
  metrics: [
    share('outcome', '处理方式正确'),
    share('cites', '引用了应引的条文'),
    share('never', '没有用不该用的法'),
    share('intent', '认对意图'),
    share('matter', '认对事项'),
    share('region', '认对地区'),
  ],
  sharedCases: dialogueCases,
  async measure(given, { subject }) {
    const turn = await seeTurn(subject, given)
    return {
      values: checkTurn(given, turn),
      trace: describeTurn(turn),
      matter: turn.result.trace.matter ?? undefined,
    }
  },
}
