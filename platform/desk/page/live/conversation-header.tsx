import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { MATTERS, type Matter } from '../../../../knowledge/matter.js'
import { BackIcon } from '../icons.js'
import { words as deskWords } from '../words.js'
import { Confidence } from './confidence.js'
import { Holder } from './holder.js'
import type { OpenConversation } from './live-api.js'
import { liveWords as words } from './live-words.js'
import { Waiting } from './waiting.js'

interface ConversationHeaderProps {
  conversation: OpenConversation
  aheadMs: number
  /** Where only one of list and conversation has room. */
  onBack: () => void
  children: ReactNode
}

export function ConversationHeader({ conversation, aheadMs, onBack, children }: ConversationHeaderProps) {
  const { matter, regionName, channel, ticketNumber, probability, waiting, takeover } = conversation
  const about = [regionName ?? words.noRegion, deskWords.channels[channel] ?? channel]
  return (
    <header className="talk__head">
      <div className="talk__bar">
        <Tooltip title={words.back}>
          <button type="button" className="icon-link talk__back" aria-label={words.back} onClick={onBack}>
            <BackIcon />
          </button>
        </Tooltip>
        <h2 className="talk__title">{matter ? MATTERS[matter as Matter] : words.noMatter}</h2>
        <Holder takeover={takeover} elsewhere={conversation.elsewhere} />
        {waiting && <Waiting waiting={waiting} aheadMs={aheadMs} />}
        <Confidence probability={probability} />
        <span className="ticket__actions">{children}</span>
      </div>
      <p className="talk__about">
        {about.join(' · ')}
        {ticketNumber !== null && (
          <>
            {' · '}
            <Link href={`/tickets/${ticketNumber}?view=below`}>{words.ticket(ticketNumber)}</Link>
          </>
        )}
        {!conversation.personalDataShown && ` · ${words.masked}`}
      </p>
    </header>
  )
}
