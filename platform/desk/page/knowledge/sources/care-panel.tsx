import { Button } from 'antd'
import { useState } from 'react'
import type { SourceReply } from '../../../../knowledge/sources/source-wire.js'
import { whenWords } from '../../time-words.js'
import { useNow } from '../../use-now.js'
import { dayWords } from '../day-words.js'
import { CareDialog } from './care-dialog.js'
import { sourceWords as words } from './source-words.js'

/** Who looks after it, when it is to be read again and when it ends. */
export function CarePanel({ reply: { source, care } }: { reply: SourceReply }) {
  const now = useNow()
  const [isEditing, setEditing] = useState(false)
  const day = (date: string | null, none: string) => {
    if (date === null) return none
    const said = dayWords(date, now)
    return said === date ? date : `${date}（${said}）`
  }
  return (
    <section className="side-card" aria-labelledby="care">
      <h2 id="care">
        {words.care}
        <Button size="small" onClick={() => setEditing(true)}>
          {words.careEdit}
        </Button>
      </h2>
      <dl className="care">
        <div>
          <dt>{words.owner}</dt>
          <dd>{care.ownerName ?? words.nobody}</dd>
        </div>
        <div>
          <dt>{words.reviewBy}</dt>
          <dd className={`knowledge-list__review--${source.freshness}`}>
            {day(care.reviewBy, words.noReview)}
          </dd>
        </div>
        <div>
          <dt>{words.expiresOn}</dt>
          <dd>{day(care.expiresOn, words.noExpiry)}</dd>
        </div>
      </dl>
      {care.changedBy !== null && care.changedAt !== null && (
        <p className="side-card__soft">{words.careBy(care.changedBy, whenWords(care.changedAt, now))}</p>
      )}
      {isEditing && <CareDialog sourceId={source.id} care={care} onClose={() => setEditing(false)} />}
    </section>
  )
}
