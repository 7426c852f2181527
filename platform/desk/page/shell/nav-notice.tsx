import type { ReactNode } from 'react'
import { Link } from 'wouter'

interface NavNoticeProps {
  href: string
  icon: ReactNode
  /** Says the number too. */
  text: string
  /** 0: nothing is shown. */
  count: number
  isSoft?: boolean
}

/** What waits, said on every page of the desk. */
export function NavNotice({ href, icon, text, count, isSoft = false }: NavNoticeProps) {
  return (
    <div role="status">
      {count > 0 && (
        <Link
          href={href}
          className={isSoft ? 'nav__urgent nav__urgent--soft' : 'nav__urgent'}
          aria-label={text}
          title={text}
        >
          {icon}
          <span className="nav__text">{text}</span>
          <span className="nav__count" aria-hidden>
            {count}
          </span>
        </Link>
      )}
    </div>
  )
}
