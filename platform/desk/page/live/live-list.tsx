import { type RefObject, useRef, useState } from 'react'
import { Link } from 'wouter'
import { MATTERS, type Matter } from '../../../../knowledge/matter.js'
import { useSession } from '../session.js'
import { Time } from '../time.js'
import { words as deskWords } from '../words.js'
import { Confidence } from './confidence.js'
import { Holder } from './holder.js'
import type { LiveConversation } from './live-api.js'
import { liveWords as words } from './live-words.js'
import { keptText } from './use-kept-text.js'
import { Waiting } from './waiting.js'

interface LiveListProps {
  conversations: readonly LiveConversation[]
  openId: string | null
  aheadMs: number
  hrefOf: (id: string) => string
  listRef: RefObject<HTMLUListElement | null>
}

/** Conversations in a line or two each. Nothing moves while the pointer rests on them. */
export function LiveList({ conversations, openId, aheadMs, hrefOf, listRef }: LiveListProps) {
  const { id: memberId } = useSession().member
  const [isResting, setResting] = useState(false)
  const shown = useSteadyOrder(conversations, isResting)
  return (
    <ul
      ref={listRef}
      className="talks"
      aria-label={words.list}
      onPointerEnter={() => setResting(true)}
      onPointerLeave={() => setResting(false)}
    >
      {shown.map((each) => (
        <li key={each.id}>
          <Link
            href={hrefOf(each.id)}
            replace
            className="talks__one"
            aria-current={each.id === openId ? 'true' : undefined}
            data-id={each.id}
          >
            <span className="talks__top">
              <strong className="talks__matter">
                {each.matter ? MATTERS[each.matter as Matter] : words.noMatter}
              </strong>
              {each.waiting ? (
                <Waiting waiting={each.waiting} aheadMs={aheadMs} />
              ) : (
                <span className="talks__time">
                  <Time at={each.lastMessageAt} />
                </span>
              )}
            </span>
            <span className="talks__said">
              {keptText(memberId, each.id, 'reply') !== '' && <span className="draft">{words.draft}</span>}
              {each.lastMessage}
            </span>
            <span className="talks__about">
              {(each.takeover || each.elsewhere) && <Holder {...each} />}
              <Confidence probability={each.probability} />
              <span className="talks__where">
                {[each.regionName ?? words.noRegion, deskWords.channels[each.channel] ?? each.channel].join(
                  ' · ',
                )}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The order of before while somebody is about to press; what came meanwhile stands at the end. */
function useSteadyOrder(sorted: readonly LiveConversation[], isHeld: boolean): readonly LiveConversation[] {
  const order = useRef<readonly string[]>([])
  if (!isHeld) order.current = sorted.map(({ id }) => id)
  const placeOf = new Map(order.current.map((id, place) => [id, place]))
  const last = order.current.length
  return [...sorted].sort((a, b) => (placeOf.get(a.id) ?? last) - (placeOf.get(b.id) ?? last))
}
