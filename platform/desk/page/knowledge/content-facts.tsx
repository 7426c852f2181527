import { isMatter, MATTERS } from '../../../../knowledge/matter.js'
import { sayPlaceholders } from '../../../../knowledge/placeholders.js'
import { SERVICE_LINES } from '../../../../knowledge/service-line.js'
import type { ContentFacts as Facts } from '../../../knowledge/drafts/draft-wire.js'
import { knowledgeWords } from './knowledge-words.js'

interface ContentFactsProps {
  facts: Facts
  /** Short titles of the laws that a statute repeals. */
  repeals?: readonly string[]
}

const { facts: words } = knowledgeWords
const lineName = (key: string) => (SERVICE_LINES as Readonly<Record<string, string>>)[key] ?? key

/** What a guide or Q&A says of itself beside its text; what it does not say is left out. */
export function ContentFacts({ facts, repeals = [] }: ContentFactsProps) {
  const { matters, serviceLines, office, fee, timeLimit, asks, followUps, cites } = facts
  const one = (value: string | null) => (value === null ? [] : [value])
  const rows = [
    { name: words.matters, values: matters.map((key) => (isMatter(key) ? MATTERS[key] : key)) },
    { name: words.serviceLines, values: serviceLines.map(lineName) },
    { name: words.office, values: one(office) },
    { name: words.fee, values: one(fee) },
    { name: words.timeLimit, values: one(timeLimit) },
    { name: words.asks, values: asks },
    { name: words.followUps, values: followUps },
    { name: words.cites, values: cites },
    { name: words.repeals, values: repeals },
  ].filter(({ values }) => values.length > 0)
  if (rows.length === 0) return null
  return (
    <dl className="content-facts">
      {rows.map(({ name, values }) => (
        <div key={name}>
          <dt>{name}</dt>
          {values.map((value) => (
            <dd key={value}>{sayPlaceholders(value)}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
