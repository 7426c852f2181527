import { Empty } from 'antd'
import type { ReactNode } from 'react'

interface NothingHereProps {
  title: string
  /** What would be here, or what to do. */
  hint?: ReactNode
  children?: ReactNode
}

/** In place of a list that holds nothing. */
export function NothingHere({ title, hint, children }: NothingHereProps) {
  return (
    <Empty
      className="admin__empty"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          <br />
          {hint}
        </>
      }
    >
      {children}
    </Empty>
  )
}
