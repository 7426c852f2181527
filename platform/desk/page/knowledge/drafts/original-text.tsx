import { draftWords as words } from './draft-words.js'

const SHOWN = 5000

export const lineId = (line: number) => `line-${line}`

/** The text as it was read out of the file, with the numbers that problems name. */
export function OriginalText({ text }: { text: string }) {
  const lines = text.split('\n')
  return (
    <>
      {lines.length > SHOWN && <p className="original__hint">{words.tooLong(SHOWN)}</p>}
      <ol className="original">
        {lines.slice(0, SHOWN).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: never reordered
          <li key={index} id={lineId(index + 1)} data-line={index + 1} tabIndex={-1}>
            {line}
          </li>
        ))}
      </ol>
    </>
  )
}
