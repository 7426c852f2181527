import type { ReactNode } from 'react'
import { Seal } from '../seal.js'
import { words } from '../words.js'

/** The card in the middle of an otherwise empty page. */
export function EntranceCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="entrance">
      <div className="entrance__card">
        <p className="entrance__brand">
          <Seal />
          {words.name}
        </p>
        <h1 className="entrance__title">{title}</h1>
        {children}
      </div>
    </main>
  )
}
