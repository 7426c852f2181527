import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { BackIcon } from '../icons.js'
import { knowledgeWords } from './knowledge-words.js'

interface DetailHeadProps {
  backTo: string
  title: string
  /** Where it stands. */
  status: ReactNode
  /** What it is, in a few words each. */
  about: readonly ReactNode[]
  actions?: ReactNode
}

/** Above one source or one draft: what it is, where it stands, what can be done. */
export function DetailHead({ backTo, title, status, about, actions }: DetailHeadProps) {
  return (
    <header className="detail__head">
      <div className="detail__bar">
        <Tooltip title={knowledgeWords.back}>
          <Link href={backTo} className="icon-link" aria-label={knowledgeWords.back}>
            <BackIcon />
          </Link>
        </Tooltip>
        <h1>{title}</h1>
        {status}
        {actions && <div className="detail__actions">{actions}</div>}
      </div>
      <p className="detail__about">
        {about.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: never reordered
          <span key={index}>{part}</span>
        ))}
      </p>
    </header>
  )
}
