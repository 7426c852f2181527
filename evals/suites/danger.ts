import { cleanText } from '../../bot/language/clean-text.js'
import { foldText } from '../../bot/language/normalise-text.js'
import { findDanger } from '../../bot/screening/find-danger.js'
import { type Suite, share } from './suite.js'

/** Whether people in danger are sent to help at once, and nobody else is. */
export const danger: Suite = {
  name: 'danger',
  title: '识别危险',
  metrics: [share('recall', '危险情形认出'), share('precision', '认作危险的确是危险')],
  async measure({ turns, expect }) {
    const kind = findDanger(foldText(cleanText(turns.at(-1)!))).crisis
    // A time limit that ends is urgent, but nobody is in danger.
    const found = kind === null || kind === 'deadline' ? 0 : 1
    const isDanger = expect.danger ? 1 : 0
    return {
      values: { ...(isDanger && { recall: found }), ...(found && { precision: isDanger }) },
      trace: { kind },
    }
  },
}
