import { useSession } from '../session.js'
import type { LiveConversation } from './live-api.js'
import { liveWords as words } from './live-words.js'

/** Who answers the citizen now. */
export function Holder({ takeover, elsewhere }: Pick<LiveConversation, 'takeover' | 'elsewhere'>) {
  const { id } = useSession().member
  if (!takeover) return <span className="holder">{elsewhere ? words.elsewhere : words.ofBot}</span>
  const isMine = takeover.staffId === id
  return (
    <span className={isMine ? 'holder holder--mine' : 'holder holder--staff'}>
      {words.heldBy(isMine ? words.me : takeover.staffName)}
    </span>
  )
}
