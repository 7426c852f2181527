import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Empty, Segmented, Skeleton } from 'antd'
import { Link, useLocation, useSearch } from 'wouter'
import { MATTERS } from '../../../../knowledge/matter.js'
import { QA_STATUSES, type QaStatus } from '../../../review/review-wire.js'
import { fullTime, whenWords } from '../time-words.js'
import { useNow } from '../use-now.js'
import { words as deskWords } from '../words.js'
import { type Proposal, reviewApi } from './review-api.js'
import { reviewWords as words } from './review-words.js'

const SHOWN: readonly QaStatus[] = ['in_review', 'published', 'draft', 'merged', 'withdrawn']
const AGAIN_MS = 30_000

/** Questions with answers that staff want in the knowledge base, by where they stand. */
export function ReviewPage() {
  const search = new URLSearchParams(useSearch())
  const status = QA_STATUSES.find((each) => each === search.get('status')) ?? 'in_review'
  const [, navigate] = useLocation()
  const list = useQuery({
    queryKey: ['reviews', status],
    queryFn: () => reviewApi.list(status),
    refetchInterval: AGAIN_MS,
  })
  return (
    <div className="review">
      <header className="review__head">
        <h1>{words.title}</h1>
        <Segmented
          aria-label={words.list.statusLabel}
          value={status}
          onChange={(next) => navigate(next === 'in_review' ? '/review' : `/review?status=${next}`)}
          options={SHOWN.map((value) => ({ value, label: words.statuses[value] }))}
        />
      </header>
      {list.isPending && (
        <div className="page-skeleton" aria-busy="true">
          <Skeleton active paragraph={{ rows: 8 }} />
        </div>
      )}
      {list.isError && (
        <Alert
          className="review__problem"
          type="error"
          showIcon
          role="alert"
          title={list.error.message}
          action={<Button onClick={() => void list.refetch()}>{deskWords.retry}</Button>}
        />
      )}
      {list.data?.length === 0 && (
        <Empty
          className="queue__empty"
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              <strong>{words.list.empty[status]}</strong>
              <br />
              {status === 'in_review' && words.list.emptyHint}
            </>
          }
        />
      )}
      {list.data && list.data.length > 0 && (
        <ul className="review__list">
          {list.data.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      )}
    </div>
  )
}

function ProposalRow({ proposal }: { proposal: Proposal }) {
  const { id, question, answer, matter, regionName, authorName, officeName, submittedAt } = proposal
  const now = useNow()
  return (
    <li className="review__row">
      <Link href={`/review/${id}`} className="review__question">
        {question}
      </Link>
      <p className="review__answer">{answer}</p>
      <p className="review__about">
        <span>{MATTERS[matter]}</span>
        <span>{regionName ?? words.everywhere}</span>
        <span>{words.list.by(authorName, officeName)}</span>
        <time dateTime={submittedAt} title={fullTime(submittedAt)}>
          {whenWords(submittedAt, now)}
        </time>
      </p>
    </li>
  )
}
