import { useEffect, useState } from 'react'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'

const TOLD_FOR_MS = 2_000

export function CopyButton({ text, label }: { text: () => string; label?: string }) {
  const words = useWords()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), TOLD_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <button type="button" className="rate" onClick={() => void copyText(text()).then(setCopied)}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span aria-live="polite">{copied ? words.copied : (label ?? words.copy)}</span>
    </button>
  )
}

/** The clipboard API exists on secure origins only; elsewhere a selection is copied. @returns whether it was copied */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'visually-hidden'
    const before = document.activeElement
    ;(before?.closest('dialog') ?? document.body).append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    if (before instanceof HTMLElement) before.focus()
    return done
  }
}
