import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Answer, Basis } from '../bot/answer.js'
import { MissingArticle } from './missing-article.js'

/**
 * What a press on a mark or on a row of the bases does: the text opens where it is loaded; where it is not, what
 * there is to say of it.
 */
export function useOpenBasis(
  answer: Answer,
  onOpenBasis: (basis: Basis) => void,
): { open: (basis: Basis) => void; sheet: ReactNode } {
  const [missing, setMissing] = useState<Basis | null>(null)
  return {
    open: (basis) => (basis.loaded && basis.passageId !== null ? onOpenBasis(basis) : setMissing(basis)),
    // Beside the answer: what spaces its blocks would move the window.
    sheet:
      missing &&
      createPortal(
        <MissingArticle basis={missing} answer={answer} onClose={() => setMissing(null)} />,
        document.body,
      ),
  }
}
