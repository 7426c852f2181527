import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { sayPlaceholders } from '../../../../../knowledge/placeholders.js'
import type { TryReply } from '../../../../knowledge/tester/try-wire.js'
import { ColumnTable } from '../../column-table.js'
import { knowledgeWords } from '../knowledge-words.js'
import { ScoreBar } from '../score-bar.js'
import { testerWords as words } from './tester-words.js'

type Candidate = NonNullable<TryReply['candidates']>[number]

const SHOWN = 12

/** All that was weighed, best first, with what became of each. */
export function CandidateTable({
  candidates,
  onRead,
}: {
  candidates: readonly Candidate[]
  onRead: (passageId: string) => void
}) {
  const [isWhole, setWhole] = useState(false)
  if (candidates.length === 0) return <p className="tried__none">{words.noneFound}</p>
  const best = Math.max(...candidates.map(({ score }) => score))
  const shown = isWhole ? candidates : candidates.slice(0, SHOWN)
  return (
    <>
      <ColumnTable columns={words.columns} className="tried__table">
        {shown.map((candidate, index) => (
          <Row
            key={candidate.passageId}
            candidate={candidate}
            place={index + 1}
            share={best > 0 ? candidate.score / best : 0}
            onRead={onRead}
          />
        ))}
      </ColumnTable>
      {shown.length < candidates.length && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {words.more(candidates.length - shown.length)}
        </Button>
      )}
    </>
  )
}

interface RowProps {
  candidate: Candidate
  place: number
  /** Of the best score. */
  share: number
  onRead: (passageId: string) => void
}

function Row({ candidate, place, share, onRead }: RowProps) {
  const { passageId, kind, title, article, versionDate, text, score, ways, evidence, leftOut, citedAs } =
    candidate
  const kept = leftOut === null
  return (
    <tr className={kept ? undefined : 'tried__left'}>
      <td className="table__number">{place}</td>
      <td>
        <button type="button" className="tried__name" onClick={() => onRead(passageId)}>
          {article === null ? title : `${title} ${article}`}
        </button>
        <span className="table__soft">
          {knowledgeWords.kinds[kind]}
          {versionDate && ` · ${versionDate}`}
          {` · ${ways.map((way) => words.ways[way]).join('、')}`}
        </span>
        <p className="tried__text">{sayPlaceholders(text)}</p>
        <details className="tried__features">
          <summary>{words.technical}</summary>
          <dl>
            {Object.entries(words.features).map(([name, label]) => {
              const value = evidence[name as keyof typeof evidence]
              return (
                value !== undefined && (
                  <Fragment key={name}>
                    <dt>{label}</dt>
                    <dd className="table__number">{value.toFixed(3)}</dd>
                  </Fragment>
                )
              )
            })}
          </dl>
        </details>
      </td>
      <td>
        <ScoreBar share={share} label={score.toFixed(2)} />
      </td>
      <td>
        {citedAs !== null ? (
          <span className="tag tag--good">{words.cited(citedAs)}</span>
        ) : kept ? (
          words.source
        ) : (
          words.leftOut[leftOut]
        )}
      </td>
    </tr>
  )
}
