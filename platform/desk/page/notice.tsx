import { Result } from 'antd'
import type { ComponentProps, ReactNode } from 'react'

interface NoticeProps {
  status: ComponentProps<typeof Result>['status']
  title: string
  hint?: ReactNode
  children?: ReactNode
}

/** A whole page that says one thing, and what to do. */
export function Notice({ status, title, hint, children }: NoticeProps) {
  return (
    <Result status={status} title={<h1 className="notice">{title}</h1>} subTitle={hint} extra={children} />
  )
}
