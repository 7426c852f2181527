import type { ReactNode } from 'react'
import { Seal } from '../seal.js'
import { words } from '../words.js'

interface EntranceCardProps {
  title: string
  /** Beside the navigation, where the page's main part is another one. */
  isInside?: boolean
  children: ReactNode
}

/** The card in the middle of an otherwise empty page. */
export function EntranceCard({ title, isInside, children }: EntranceCardProps) {
  const Frame = isInside ? 'div' : 'main'
  return (
    <Frame className="entrance">
      <div className="entrance__card">
        <p className="entrance__brand">
          <Seal />
          {words.name}
        </p>
        <h1 className="entrance__title">{title}</h1>
        {children}
      </div>
    </Frame>
  )
}
