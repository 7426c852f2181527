import { checkTurn, describeTurn, isOfRegion, seeTurn } from '../metrics/check-turn.js'
import { type Suite, share } from './suite.js'

/** Whether a citizen gets the law of their own place, and never that of another. */
export const region: Suite = {
  name: 'region',
  title: '适用本地规定',
  metrics: [
    share('never_foreign', '没有引用外地规定'),
    share('region', '认对地区'),
    share('cites', '引用了应引的条文'),
    share('outcome', '处理方式正确'),
  ],
  async measure(given, { subject }) {
    const turn = await seeTurn(subject, given)
    const { never = 1, ...checks } = checkTurn(given, turn)
    const place = given.expect.regionCode ?? given.region ?? turn.result.trace.region
    return {
      values: { ...checks, never_foreign: never === 1 && isOfRegion(turn, place) ? 1 : 0 },
      trace: describeTurn(turn),
      matter: turn.result.trace.matter ?? undefined,
    }
  },
}
