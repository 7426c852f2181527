import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Result, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { words } from './words.js'

interface LoadedProps<Data> {
  query: UseQueryResult<Data>
  children: (data: Data) => ReactNode
}

/** What has been asked for, or that it is on its way, or why it did not come. What is shown stays while it is asked anew. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) {
    return (
      <div className="admin__loading" aria-busy="true">
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      </div>
    )
  }
  return (
    <Result
      status="warning"
      title={words.failed.title}
      subTitle={query.error?.message}
      extra={
        <Button type="primary" onClick={() => void query.refetch()}>
          {words.retry}
        </Button>
      }
    />
  )
}
