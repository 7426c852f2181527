import { useState } from 'react'
import type { Basis } from '../../../bot/answer.js'
import { AnswerView } from '../../../ui/answer-view.js'
import { ArticleReader } from '../../../ui/article-reader.js'
import { useWords } from '../../../ui/words/use-words.js'
import { api, type SharedAnswer } from './api.js'
import { dayOf } from './china-time.js'
import { Brand } from './header.js'
import { RequestFailed } from './request-failed.js'
import { useLoaded } from './use-loaded.js'

/** A whole answer that a message on another platform links to: to read, with its sources. */
export function AnswerPage({ replyId, linkKey }: { replyId: string; linkKey: string }) {
  const words = useWords()
  const [answer, retry] = useLoaded(replyId, () => loadAnswer(replyId, linkKey))
  return (
    <>
      <header className="header">
        <div className="header__inner">
          <Brand />
        </div>
      </header>
      <main className="main" aria-busy={answer.is === 'loading'}>
        <div className="scroll">
          <div className="thread shared">
            {answer.is === 'loading' && <p className="shared__said">{words.loading}</p>}
            {answer.is === 'failed' && (
              <p className="shared__said" role="alert">
                {words.loadFailed}
                <button type="button" className="link-button" onClick={retry}>
                  {words.retry}
                </button>
              </p>
            )}
            {answer.is === 'loaded' && answer.value === null && (
              <p className="shared__said">{words.shared.gone}</p>
            )}
            {answer.is === 'loaded' && answer.value && <Answered shared={answer.value} />}
            {answer.is !== 'loading' && (
              <a className="button shared__ask" href="/">
                {words.shared.ask}
              </a>
            )}
          </div>
        </div>
      </main>
    </>
  )
}

function Answered({ shared: { answer, at } }: { shared: SharedAnswer }) {
  const words = useWords()
  const [opened, setOpened] = useState<Basis | null>(null)
  return (
    <>
      <h2 className="shared__title">{words.shared.title(dayOf(at, words.language))}</h2>
      <div className="card">
        <AnswerView answer={answer} onOpenBasis={setOpened} />
        <footer className="card__foot">
          <span className="ai-label">{words.thread.aiLabel}</span>
          <span>{words.thread.disclaimer}</span>
        </footer>
      </div>
      {opened?.passageId != null && (
        <ArticleReader
          passageId={opened.passageId}
          passageKey={opened.passageKey}
          quote={opened.quote}
          load={api.passage}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

/** null: there is none, or no longer. */
async function loadAnswer(replyId: string, key: string): Promise<SharedAnswer | null> {
  try {
    return await api.answer(replyId, key)
  } catch (error) {
    if (error instanceof RequestFailed && error.kind === 'unknown_conversation') return null
    throw error
  }
}
