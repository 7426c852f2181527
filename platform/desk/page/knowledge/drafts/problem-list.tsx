import { Button } from 'antd'
import { useState } from 'react'
import type { DraftProblem, DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { DoneIcon, OverdueIcon } from '../../icons.js'
import { draftWords as words } from './draft-words.js'

const SHOWN = 8
const ARTICLE = /第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?/

/** Where a problem is seen. */
export type Place = { line: number } | { source: number; part: number }

interface ProblemListProps {
  problems: readonly DraftProblem[]
  sources: DraftReply['sources']
  onJump: (place: Place) => void
}

/** What is to be compared with the original, first of all. */
export function ProblemList({ problems, sources, onJump }: ProblemListProps) {
  const [isAll, setAll] = useState(false)
  if (problems.length === 0) {
    return (
      <p className="problems problems--none">
        <DoneIcon /> {words.noProblems}
      </p>
    )
  }
  const shown = isAll ? problems : problems.slice(0, SHOWN)
  return (
    <section className="problems" aria-labelledby="problems">
      <h2 id="problems">
        <OverdueIcon /> {words.problems(problems.length)}
      </h2>
      <ul>
        {shown.map((problem, index) => {
          const place = placeOf(problem, sources)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: never reordered, and two may read the same
            <li key={index}>
              {problem.line !== null && <span className="problems__line">{words.line(problem.line)}</span>}
              <span>{problem.message}</span>
              {place && (
                <Button type="link" size="small" onClick={() => onJump(place)}>
                  {words.jump}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {shown.length < problems.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {words.moreProblems(problems.length - shown.length)}
        </Button>
      )}
    </section>
  )
}

/** A line of the text, or the article that the message names. */
function placeOf({ line, message }: DraftProblem, sources: DraftReply['sources']): Place | null {
  if (line !== null) return { line }
  const article = ARTICLE.exec(message)?.[0]
  if (!article) return null
  for (const [source, { parts }] of sources.entries()) {
    const part = parts.findIndex(({ label }) => label === article)
    if (part >= 0) return { source, part }
  }
  return null
}
