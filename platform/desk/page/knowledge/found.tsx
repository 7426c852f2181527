import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Loaded } from '../loaded.js'
import { Notice } from '../notice.js'
import { RequestFailed } from '../request-failed.js'
import { knowledgeWords as words } from './knowledge-words.js'

interface FoundProps<Data> {
  query: UseQueryResult<Data>
  backTo: string
  children: (data: Data) => ReactNode
}

/** One thing that the address names, or that there is no such thing. */
export function Found<Data>({ query, backTo, children }: FoundProps<Data>) {
  if (query.data === undefined && query.error instanceof RequestFailed && query.error.status === 404) {
    return (
      <Notice status="404" title={words.missing} hint={words.missingHint}>
        <Link href={backTo} asChild>
          <Button type="primary">{words.back}</Button>
        </Link>
      </Notice>
    )
  }
  return <Loaded query={query}>{children}</Loaded>
}
