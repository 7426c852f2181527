import { type ReactNode, useEffectEvent, useId, useLayoutEffect, useRef } from 'react'
import { Icon } from './icon.js'
import { useWords } from './words/use-words.js'

interface SheetProps {
  title: ReactNode
  onClose: () => void
  /** `side`: a panel at the right edge of a wide screen; `center`: a window in the middle. Both rise from below on a phone. */
  place?: 'side' | 'center'
  footer?: ReactNode
  children: ReactNode
}

/**
 * A modal `<dialog>`: the browser keeps the focus inside and the page behind inert, Esc closes; what had the focus
 * before gets it back.
 */
export function Sheet({ title, onClose, place = 'center', footer, children }: SheetProps) {
  const words = useWords()
  const dialogRef = useRef<HTMLDialogElement>(null)
  const bodyRef = useRef<HTMLDivElement>(null)
  const titleId = useId()
  const close = useEffectEvent(onClose)

  useLayoutEffect(() => {
    const dialog = dialogRef.current!
    const before = document.activeElement
    const onCancel = (event: Event) => {
      event.preventDefault()
      close()
    }
    const onBackdrop = (event: MouseEvent) => {
      if (event.target === dialog) close()
    }
    dialog.addEventListener('cancel', onCancel)
    dialog.addEventListener('click', onBackdrop)
    dialog.showModal()
    return () => {
      dialog.removeEventListener('cancel', onCancel)
      dialog.removeEventListener('click', onBackdrop)
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])

  // Text that scrolls and holds nothing to focus must take the focus itself, or the keyboard cannot scroll it.
  useLayoutEffect(() => {
    const body = bodyRef.current!
    const scrolls = body.scrollHeight > body.clientHeight
    if (scrolls && !body.querySelector('button, a, input, textarea')) body.tabIndex = 0
    else body.removeAttribute('tabindex')
  })

  return (
    <dialog ref={dialogRef} className={`sheet sheet--${place}`} aria-labelledby={titleId}>
      <div className="sheet__box">
        <header className="sheet__head">
          <h2 id={titleId} className="sheet__title">
            {title}
          </h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div ref={bodyRef} className="sheet__body">
          {children}
        </div>
        {footer && <footer className="sheet__foot">{footer}</footer>}
      </div>
    </dialog>
  )
}
