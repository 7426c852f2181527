import { Link } from 'wouter'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { ContentFacts } from '../content-facts.js'
import { knowledgeWords } from '../knowledge-words.js'
import { PartsText } from '../parts-text.js'
import { draftWords as words } from './draft-words.js'

type Source = DraftReply['sources'][number]

/** Begins the ids of the parts of one source. */
export const partsPrefix = (source: number) => `read-${source + 1}`

/** What was understood of a draft: each source with its articles or sections. */
export function ParsedSources({ reply: { draft, sources } }: { reply: DraftReply }) {
  if (sources.length === 1) return <ParsedSource source={sources[0]!} index={0} />
  return (
    <>
      <p className="parsed__count">{words.sources(draft.sources, sources.length)}</p>
      {sources.map((source, index) => (
        <details key={source.sourceId} className="parsed__entry" open={sources.length <= 3}>
          <summary>{source.title}</summary>
          <ParsedSource source={source} index={index} />
        </details>
      ))}
    </>
  )
}

function ParsedSource({ source, index }: { source: Source; index: number }) {
  const { sourceId, kind, title, relation, comparedWith, parts } = source
  const { issuingBody, versionDate, effectiveFrom, effectiveTo, regionName } = source
  const { dates } = words
  const facts =
    kind === 'statute'
      ? [
          [dates.version, versionDate ?? words.unknown],
          [dates.from, effectiveFrom ?? words.unknown],
          ...(effectiveTo === null ? [] : [[dates.to, effectiveTo] as const]),
          [dates.body, issuingBody ?? words.unknown],
          [dates.region, regionName ?? knowledgeWords.national],
        ]
      : [
          [dates.region, regionName ?? knowledgeWords.national],
          ...(effectiveFrom === null ? [] : [[dates.from, effectiveFrom] as const]),
          ...(effectiveTo === null ? [] : [[dates.to, effectiveTo] as const]),
        ]
  return (
    <div className="parsed">
      <p className="parsed__relation" data-relation={relation}>
        {words.relations[relation]}
        {comparedWith !== null && <Link href={`/knowledge/sources/${sourceId}`}>{words.seeExisting}</Link>}
      </p>
      <h3 className="parsed__title">{title}</h3>
      <dl className="parsed__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-unknown={value === words.unknown || undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <PartsText parts={parts} idPrefix={partsPrefix(index)} />
      <ContentFacts facts={source} repeals={source.repeals} />
    </div>
  )
}
