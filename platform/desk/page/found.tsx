import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Notice } from './notice.js'
import { RequestFailed } from './request-failed.js'
import { words } from './words.js'

interface FoundProps<Data> {
  query: UseQueryResult<Data>
  /** What is said where there is no such thing, and on the way back. */
  texts: { missing: string; missingHint: string; back: string }
  /** An address, or what leads back without one. */
  back: string | (() => void)
  children: (data: Data) => ReactNode
}

/** One thing that the address names: it is on its way, there is no such thing, or why it did not come. */
export function Found<Data>({ query, texts, back, children }: FoundProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) {
    return (
      <div className="page-skeleton" aria-busy="true">
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    )
  }
  const isMissing = query.error instanceof RequestFailed && query.error.status === 404
  return (
    <Notice
      status={isMissing ? '404' : 'warning'}
      title={isMissing ? texts.missing : words.failed.title}
      hint={isMissing ? texts.missingHint : query.error?.message}
    >
      {!isMissing && (
        <Button type="primary" onClick={() => void query.refetch()}>
          {words.retry}
        </Button>
      )}
      {typeof back === 'string' ? (
        <Link href={back} asChild>
          <Button>{texts.back}</Button>
        </Link>
      ) : (
        <Button onClick={back}>{texts.back}</Button>
      )}
    </Notice>
  )
}
