import type { ParsedStatute } from './parsed-source.js'
import { shortTitle } from './short-title.js'
import { readStatuteBody } from './statute-body.js'
import { readStatuteDates } from './statute-dates.js'
import { findIssuingBody, findStatuteRegion } from './statute-issuer.js'
import { splitStatuteLines } from './statute-lines.js'
import { findRepeals } from './statute-repeals.js'

/**
 * Reads one version of one law, as Markdown or as the running text of a DOCX, PDF, HTML or TXT file.
 * Never throws: text without articles becomes unnumbered provisions.
 * @param fileName 公司法(2018-10-26).md: its date is the version's
 */
export function parseStatute(text: string, fileName: string): ParsedStatute {
  const baseName = fileName.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z]{2,5}$/, '')
  const fileDate = /[(（](\d{4}-\d{2}-\d{2})[)）]\s*$/.exec(baseName)?.[1] ?? null
  const { title, part, notes, body } = splitStatuteLines(
    text,
    baseName.replace(/[(（]\d{4}-\d{2}-\d{2}[)）]\s*$/, ''),
  )
  const provisions = readStatuteBody(body, part)
  const issuingBody = findIssuingBody(title, notes)
  return {
    kind: 'statute',
    title,
    shortTitle: shortTitle(title),
    issuingBody,
    notes,
    ...readStatuteDates(shortTitle(title), fileDate, notes, provisions),
    repeals: findRepeals(provisions),
    part,
    regionCode: findStatuteRegion(title, issuingBody, notes),
    provisions,
  }
}
