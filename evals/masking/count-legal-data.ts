import { findPersonalData } from '../../bot/mask-personal-data.js'
import { findLegalData, type LegalDatum } from './legal-data.js'

/**
 * How much of the legal data in a text is masked, in part or as a whole; what is within personal data does not count.
 * @param personal what is rightly masked
 */
export function countLegalData(text: string, personal: readonly string[]) {
  const masked: string[] = []
  let all = 0
  for (const line of text.split('\n')) {
    const spans = findPersonalData(line)
    for (const datum of findLegalData(line)) {
      if (isWithin(personal, line, datum)) continue
      all++
      const over = spans.find(({ start, end }) => start < datum.end && datum.start < end)
      if (over)
        masked.push(
          `${datum.kind}: ${line.slice(datum.start, datum.end)} in ${line.slice(over.start, over.end)}`,
        )
    }
  }
  return { all, masked }
}

function isWithin(personal: readonly string[], line: string, { start, end }: LegalDatum): boolean {
  return personal.some((text) => {
    const at = line.indexOf(text)
    return at >= 0 && at < end && start < at + text.length
  })
}
