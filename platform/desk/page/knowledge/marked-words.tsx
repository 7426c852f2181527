import type { DiffReply } from '../../../knowledge/versions/version-wire.js'

type Words = DiffReply['changes'][number]['words']

interface MarkedWordsProps {
  words: Words
  /** One of the two texts; absent: both laid over each other. */
  side?: 'before' | 'after'
}

/** A text with what went struck through and what came underlined: told apart also without colours. */
export function MarkedWords({ words, side }: MarkedWordsProps) {
  const hidden = side === 'before' ? 'added' : side === 'after' ? 'removed' : null
  return (
    <span className="marked">
      {words.map(({ text, is }, index) => {
        if (is === hidden) return null
        const Tag = is === 'added' ? 'ins' : is === 'removed' ? 'del' : 'span'
        // biome-ignore lint/suspicious/noArrayIndexKey: never reordered
        return <Tag key={index}>{text}</Tag>
      })}
    </span>
  )
}
