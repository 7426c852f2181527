import { checkTurn, describeTurn, seeTurn } from '../metrics/check-turn.js'
import { type Suite, share } from './suite.js'

/** Whether it is understood what is wanted, in which field and where. */
export const routing: Suite = {
  name: 'routing',
  title: '意图、事项与地区识别',
  metrics: [
    share('matter', '认对事项'),
    share('intent', '认对意图'),
    share('region', '认对地区'),
    share('outcome', '处理方式正确'),
  ],
  async measure(given, { subject }) {
    const turn = await seeTurn(subject, given)
    return {
      values: checkTurn(given, turn),
      trace: describeTurn(turn),
      matter: given.expect.matter ?? turn.result.trace.matter ?? undefined,
    }
  },
}
