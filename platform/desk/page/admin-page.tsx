import type { ReactNode } from 'react'

interface AdminPageProps {
  title: string
  /** How many there are, or how it stands; read out when it changes. */
  state?: ReactNode
  actions?: ReactNode
  filters?: ReactNode
  children: ReactNode
}

/** A page of administration: what it is, what can be done, what it is narrowed by; and what there is. */
export function AdminPage({ title, state, actions, filters, children }: AdminPageProps) {
  return (
    <div className="admin">
      <div className="admin__top">
        <div className="admin__head">
          <h1>{title}</h1>
          <span className="admin__state" aria-live="polite">
            {state}
          </span>
          {actions && <div className="admin__actions">{actions}</div>}
        </div>
        {filters && <search className="filters">{filters}</search>}
      </div>
      {children}
    </div>
  )
}
