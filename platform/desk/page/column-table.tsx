import type { ReactNode } from 'react'

interface ColumnTableProps {
  /** Headings by key, in order. */
  columns: Readonly<Record<string, string>>
  /** A heading before them. */
  lead?: ReactNode
  className?: string
  /** What is shown is being asked anew. */
  isBusy?: boolean
  /** Rows. */
  children: ReactNode
}

/** A table under its headings. */
export function ColumnTable({ columns, lead, className = '', isBusy, children }: ColumnTableProps) {
  return (
    <table className={`table ${className}`} aria-busy={isBusy}>
      <thead>
        <tr>
          {lead}
          {Object.entries(columns).map(([key, label]) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
