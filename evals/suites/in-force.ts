import { checkTurn, describeTurn, seeTurn } from '../metrics/check-turn.js'
import { isNamed } from '../metrics/names.js'
import { type Suite, share } from './suite.js'

/** Whether the law of the right day is shown. */
export const inForce: Suite = {
  name: 'in-force',
  title: '适用当时有效的法律',
  metrics: [
    share('right_version', '版本正确'),
    share('status', '对是否有效判断正确'),
    share('cites', '引用了应引的条文'),
    share('never', '没有用不该用的法'),
    share('outcome', '处理方式正确'),
  ],
  needsStatutes: true,
  async measure(given, { subject }) {
    const { expect, turns, region, asOf } = given
    const turn = await seeTurn(subject, given)
    const { version, cites, ...rest } = checkTurn(given, turn)
    const named = await subject.retriever.lookup(turns.at(-1)!, { regionCode: region, asOfDate: asOf })
    // A hand-off cites nothing: then what was found first counts.
    const found = turn.considered.slice(0, 10).map(({ title, article }) => ({ lawTitle: title, article }))
    const among = cites === 1 || expect.cites?.some((name) => found.some((seen) => isNamed(name, seen)))
    return {
      values: {
        ...rest,
        ...(version !== undefined && { right_version: version }),
        ...(cites !== undefined && { cites: among ? 1 : 0 }),
        ...(expect.status && { status: named?.references[0]?.status === expect.status ? 1 : 0 }),
      },
      trace: describeTurn(turn),
      matter: turn.result.trace.matter ?? undefined,
    }
  },
}
