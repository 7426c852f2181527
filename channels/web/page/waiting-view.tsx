import { useWords } from '../../../ui/words/use-words.js'
import type { ExchangeState } from './entry.js'

export function WaitingView({ state }: { state: ExchangeState & { is: 'waiting' } }) {
  const words = useWords()
  return (
    <div className="reply">
      {state.partial && (
        <div className="card">
          <p className="answer__summary answer__summary--partial" lang="zh-CN">
            {state.partial}
          </p>
        </div>
      )}
      <p className="working">
        <span className="working__dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {state.slow ? words.thread.slow : state.step ? words.thread.steps[state.step] : words.thread.working}
      </p>
    </div>
  )
}
