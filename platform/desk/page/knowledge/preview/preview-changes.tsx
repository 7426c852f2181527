import { Alert, Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ArticleReader } from '../../../../../ui/article-reader.js'
import type { PreviewReply } from '../../../../knowledge/preview/preview-wire.js'
import { deskApi } from '../../desk-api.js'
import { useAction } from '../../use-action.js'
import { qualityApi } from '../quality-api.js'
import { ToldAnswer } from '../told-answer.js'
import { previewWords as words } from './preview-words.js'

interface PreviewChangesProps {
  draftIds: readonly string[]
  /** Without being pressed. */
  isAtOnce?: boolean
}

/** Asks kept and frequent questions with the drafts as if they were published, and shows what comes out otherwise. */
export function PreviewChanges({ draftIds, isAtOnce = false }: PreviewChangesProps) {
  const [reply, setReply] = useState<PreviewReply | null>(null)
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const [reading, setReading] = useState<{ id: string; quote: string | null } | null>(null)
  const leaving = useRef<AbortController>(undefined)
  const look = useAction(async () => {
    leaving.current = new AbortController()
    setProgress(null)
    for await (const line of qualityApi.preview(draftIds, leaving.current.signal)) {
      if ('reply' in line) setReply(line.reply)
      else setProgress(line)
    }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (isAtOnce) void look.run()
    return () => leaving.current?.abort()
  }, [])
  return (
    <section className="preview" aria-labelledby="preview-title">
      <header>
        <h2 id="preview-title">{words.title}</h2>
        <p>{words.hint}</p>
        <Button size="small" loading={look.isBusy} onClick={() => void look.run()}>
          {reply ? words.again : words.look}
        </Button>
      </header>
      {look.isBusy && (
        <div className="cases__progress" role="status">
          <Progress
            percent={progress ? Math.round((progress.done / progress.total) * 100) : 0}
            size="small"
            showInfo={false}
            aria-label={words.title}
          />
          <span>{progress ? words.asking(progress.done, progress.total) : words.looking}</span>
        </div>
      )}
      {look.problem && <Alert type="error" showIcon role="alert" title={look.problem} />}
      <div aria-live="polite">{reply && <Outcome reply={reply} onRead={setReading} />}</div>
      {reading && (
        <ArticleReader
          key={reading.id}
          passageId={reading.id}
          quote={reading.quote}
          load={deskApi.passage}
          onClose={() => setReading(null)}
        />
      )}
    </section>
  )
}

interface OutcomeProps {
  reply: PreviewReply
  onRead: (passage: { id: string; quote: string | null }) => void
}

function Outcome({ reply: { asked, differ }, onRead }: OutcomeProps) {
  if (asked.cases + asked.frequent === 0) return <p className="preview__sum">{words.nothingAsked}</p>
  return (
    <>
      <p className="preview__sum">
        {words.asked(asked.cases, asked.frequent)}：
        {differ.length === 0 ? words.same : words.differ(differ.length)}
      </p>
      <ul className="preview__list">
        {differ.map(({ question, caseId, count, before, after }) => (
          <li key={caseId ?? question}>
            <details open={differ.length <= 3}>
              <summary>
                <strong>{question}</strong>
                <span className="table__soft">{caseId === null ? words.often(count) : words.ofCase}</span>
                {after.cited !== null && after.cited !== before.cited && (
                  <span className={after.cited ? 'tag tag--good' : 'tag tag--bad'}>
                    {after.cited ? words.nowRight : words.nowWrong}
                  </span>
                )}
              </summary>
              <div className="pair__sides">
                <div className="pair__side">
                  <h3>{words.before}</h3>
                  <ToldAnswer outcome={before.outcome} answer={before.answer} onRead={onRead} />
                </div>
                <div className="pair__side">
                  <h3>{words.after}</h3>
                  <ToldAnswer outcome={after.outcome} answer={after.answer} onRead={onRead} />
                </div>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}
