import { Button } from 'antd'
import { useState } from 'react'
import { ArticleReader } from '../../../../../ui/article-reader.js'
import type { AskedQuestion, TryReply } from '../../../../knowledge/tester/try-wire.js'
import { deskApi } from '../../desk-api.js'
import { ToldAnswer } from '../told-answer.js'
import { CandidateTable } from './candidate-table.js'
import { ExcludedList } from './excluded-list.js'
import { SaveCaseDialog } from './save-case-dialog.js'
import { testerWords as words } from './tester-words.js'
import { Understood } from './understood.js'
import { Weighed } from './weighed.js'

export interface Tried {
  asked: AskedQuestion
  reply: TryReply
}

/** The answer beside the stages that led to it. */
export function TriedResult({ tried, isStale }: { tried: Tried; isStale: boolean }) {
  const { asked, reply } = tried
  const [reading, setReading] = useState<{ id: string; quote: string | null } | null>(null)
  const [isSaving, setSaving] = useState(false)
  const read = (id: string) => setReading({ id, quote: null })
  const used = reply.candidates?.filter(({ leftOut }) => leftOut === null).length ?? 0
  return (
    <div className="tried" aria-busy={isStale}>
      <section className="tried__answer" aria-labelledby="tried-answer">
        <header>
          <h2 id="tried-answer">{words.answer}</h2>
          <Button size="small" onClick={() => setSaving(true)}>
            {words.save}
          </Button>
        </header>
        <ToldAnswer outcome={reply.outcome} answer={reply.answer} onRead={setReading} />
      </section>
      <section className="tried__stages" aria-label={words.stages}>
        <h2>{words.understood}</h2>
        <Understood reply={reply} onRead={read} />
        <h2>
          {words.searched}
          {reply.candidates && <span>{words.searchedCount(reply.candidates.length, used)}</span>}
        </h2>
        {reply.candidates === null ? (
          <p className="tried__none">{words.notSearched}</p>
        ) : (
          <CandidateTable candidates={reply.candidates} onRead={read} />
        )}
        {reply.excluded.length > 0 && (
          <>
            <h2>
              {words.excluded}
              <span>{words.excludedHint}</span>
            </h2>
            <ExcludedList excluded={reply.excluded} onRead={read} />
          </>
        )}
        <h2>{words.weighed}</h2>
        <Weighed reply={reply} />
        <h2>{words.took}</h2>
        <Steps steps={reply.steps} />
      </section>
      {reading && (
        <ArticleReader
          key={reading.id}
          passageId={reading.id}
          quote={reading.quote}
          load={deskApi.passage}
          onClose={() => setReading(null)}
        />
      )}
      {isSaving && <SaveCaseDialog asked={asked} reply={reply} onClose={() => setSaving(false)} />}
    </div>
  )
}

function Steps({ steps }: { steps: Tried['reply']['steps'] }) {
  const total = steps.reduce((sum, { tookMs }) => sum + tookMs, 0)
  return (
    <details className="tried__steps">
      <summary>{words.total(total.toFixed(1))}</summary>
      <ol>
        {steps.map(({ name, tookMs }) => (
          <li key={name}>
            <span>{words.steps[name] ?? name}</span>
            <span className="table__number">{tookMs.toFixed(1)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
