import type { DraftListRow } from '../../../../knowledge/drafts/draft-wire.js'
import { fullTime } from '../../time-words.js'
import { draftWords as words } from './draft-words.js'

const STEPS = ['draft', 'in_review', 'published'] as const

/** How far a draft has come: written, looked through by somebody else, published. */
export function DraftSteps({ draft }: { draft: DraftListRow }) {
  if (draft.status === 'discarded') return null
  const at = draft.status === 'scheduled' ? 2 : STEPS.indexOf(draft.status)
  return (
    <ol className="draft-steps" aria-label={words.steps}>
      {STEPS.map((step, index) => {
        const isDone = index < at || draft.status === 'published'
        return (
          <li
            key={step}
            data-state={isDone ? 'done' : index === at ? 'here' : 'ahead'}
            aria-current={index === at ? 'step' : undefined}
          >
            <strong>{words.step[step]}</strong>
            <span>{hintOf(step, draft)}</span>
          </li>
        )
      })}
    </ol>
  )
}

function hintOf(step: (typeof STEPS)[number], draft: DraftListRow): string {
  const { stepHints: hints } = words
  const { status, submittedAt, publishAt, publishedAt, deciderName } = draft
  switch (step) {
    case 'draft':
      return status === 'draft' ? hints.draft : ''
    case 'in_review':
      if (submittedAt !== null && status !== 'draft') return hints.submittedAt(fullTime(submittedAt))
      return hints.in_review
    case 'published':
      if (publishedAt !== null) return hints.publishedBy(deciderName, fullTime(publishedAt))
      if (status === 'scheduled' && publishAt !== null) return hints.publishAt(fullTime(publishAt))
      return hints.published
    default:
      return step satisfies never
  }
}
