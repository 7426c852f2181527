import { Alert, App, Button } from 'antd'
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Basis } from '../../../../bot/answer.js'
import { ArticleReader } from '../../../../ui/article-reader.js'
import { deskApi } from '../desk-api.js'
import { RequestFailed } from '../request-failed.js'
import { useSession } from '../session.js'
import { useAction } from '../use-action.js'
import { words as deskWords } from '../words.js'
import { Composer, type ComposerHandle } from './composer.js'
import { ConversationHeader } from './conversation-header.js'
import { IdleCountdown } from './idle-countdown.js'
import { liveApi, type OpenConversation } from './live-api.js'
import { isHeldBy } from './live-filter.js'
import { LiveThread } from './live-thread.js'
import { liveWords as words } from './live-words.js'
import { keptText } from './use-kept-text.js'

export interface ConversationHandle {
  takeOver(): void
  release(): void
  write(kind: 'reply' | 'whisper'): void
  openTicket(): void
}

interface ConversationPaneProps {
  conversation: OpenConversation
  aheadMs: number
  isConnected: boolean
  onChanged: (conversation: OpenConversation) => void
  /** Somebody was faster: what is shown is not how it is. */
  onStale: () => Promise<unknown>
  onBack: () => void
  ref: Ref<ConversationHandle>
}

/** One conversation, as the citizen sees it, and what staff can do in it. */
export function ConversationPane(props: ConversationPaneProps) {
  const { conversation, aheadMs, isConnected, onChanged, onStale, onBack, ref } = props
  const { id, takeover, transcript, waiting } = conversation
  const { member } = useSession()
  const { message, modal } = App.useApp()
  const [, navigate] = useLocation()
  const [reading, setReading] = useState<{ id: string; key?: string; quote: string | null } | null>(null)
  const composerRef = useRef<ComposerHandle>(null)
  const isMine = isHeldBy(member.id, conversation)
  const ending = useEnding(conversation, isMine)
  const mayEnd = takeover !== null && !isMine && member.role === 'supervisor'

  const change = useAction(async (act: () => Promise<OpenConversation>, done: string) => {
    try {
      onChanged(await act())
      message.success(done)
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error), 6)
      if (error instanceof RequestFailed && error.status === 409) await onStale()
    }
  })
  const takeOver = async () => {
    if (takeover) return
    await change.run(() => liveApi.takeOver(id), words.tookOver)
    composerRef.current?.focus()
  }
  const release = async () => {
    if (!takeover || !(isMine || mayEnd)) return
    const question = mayEnd
      ? {
          title: words.endOtherAsk(takeover.staffName),
          content: words.endOtherHint,
          okText: words.endOtherOk,
          cancelText: deskWords.cancel,
        }
      : waiting && {
          title: words.releaseAsk(waiting.messages),
          content: words.releaseHint,
          okText: words.releaseAnyway,
          cancelText: words.stay,
        }
    if (question && !(await modal.confirm(question))) return
    ending.expect()
    await change.run(() => liveApi.release(id), words.released)
  }
  const send = (kind: 'reply' | 'whisper') => async (sent: { text: string; messageId: string }) => {
    try {
      onChanged(await (kind === 'reply' ? liveApi.say(id, sent) : liveApi.whisper(id, sent)))
    } catch (error) {
      if (error instanceof RequestFailed && error.status === 409) void onStale()
      throw error
    }
    if (kind === 'whisper') message.success(words.whispered)
  }
  useImperativeHandle(ref, () => ({
    takeOver: () => void takeOver(),
    release: () => void release(),
    write(kind) {
      if (takeover && isMine === (kind === 'reply')) composerRef.current?.focus()
    },
    openTicket() {
      if (conversation.ticketNumber !== null) navigate(`/tickets/${conversation.ticketNumber}?view=below`)
    },
  }))

  const kind = isMine ? 'reply' : 'whisper'
  // It can stand here before what was pressed is done, told of by an event: nobody presses it for nothing.
  const busy = { loading: change.isBusy, disabled: change.isBusy }
  const draft = takeover ? '' : keptText(member.id, id, 'reply')
  return (
    <section className="talk" aria-label={words.conversation}>
      <ConversationHeader conversation={conversation} aheadMs={aheadMs} onBack={onBack}>
        {isMine && (
          <Button {...busy} onClick={() => void release()}>
            {words.release}
          </Button>
        )}
        {mayEnd && (
          <Button {...busy} onClick={() => void release()}>
            {words.endOther}
          </Button>
        )}
      </ConversationHeader>
      {!isConnected && <Alert banner type="warning" title={words.offline} role="status" />}
      {conversation.elsewhere && <Alert banner type="warning" title={words.elsewhereHint} role="status" />}
      {ending.ended && (
        <Alert
          banner
          type="warning"
          role="alert"
          title={ending.ended.by === null ? words.ended.timedOut : words.ended.released(ending.ended.by)}
          description={ending.ended.by === null ? words.ended.timedOutHint : words.ended.releasedHint}
          closable={{ onClose: ending.forget }}
        />
      )}
      <LiveThread
        lines={transcript}
        onOpenBasis={({ passageId, passageKey, quote }) =>
          passageId && setReading({ id: passageId, key: passageKey, quote })
        }
        onUseWhisper={isMine ? (text) => composerRef.current?.insert(text) : null}
      />
      {takeover ? (
        <Composer
          key={kind}
          ref={composerRef}
          conversationId={id}
          kind={kind}
          holder={takeover.staffName}
          matter={conversation.matter}
          bases={citedIn(transcript)}
          onSend={send(kind)}
        >
          {isMine && <IdleCountdown takeover={takeover} aheadMs={aheadMs} />}
        </Composer>
      ) : (
        <div className="reply reply--free">
          <div className="reply__box">
            {draft !== '' && (
              <p className="reply__draft">
                <strong>{words.keptDraft}</strong>
                {draft}
              </p>
            )}
            <div className="reply__foot">
              {!conversation.elsewhere && <p className="reply__hint">{words.takeOverHint}</p>}
              <Button type="primary" loading={change.isBusy} onClick={() => void takeOver()}>
                {words.takeOver}
              </Button>
            </div>
          </div>
        </div>
      )}
      {reading && (
        <ArticleReader
          key={reading.id}
          passageId={reading.id}
          passageKey={reading.key}
          quote={reading.quote}
          load={deskApi.passage}
          onClose={() => setReading(null)}
        />
      )}
    </section>
  )
}

/** Tells when what one held was taken out of one's hands; `by`: null when it was the time-out. */
function useEnding({ transcript }: OpenConversation, isMine: boolean) {
  const [ended, setEnded] = useState<{ by: string | null } | null>(null)
  const wasMine = useRef(isMine)
  const isExpected = useRef(false)
  const last = transcript.findLast(({ role }) => role === 'notice')?.by ?? null
  useEffect(() => {
    if (isMine) setEnded(null)
    else if (wasMine.current && !isExpected.current) setEnded({ by: last })
    if (wasMine.current !== isMine) isExpected.current = false
    wasMine.current = isMine
  }, [isMine, last])
  return {
    ended,
    forget: () => setEnded(null),
    /** One gives it back oneself. */
    expect() {
      isExpected.current = true
    },
  }
}

/** Each article or guide that the bot cited once, the newest first; one without its text is nothing to quote. */
function citedIn(transcript: OpenConversation['transcript']): Basis[] {
  const bases = [...transcript]
    .reverse()
    .flatMap(({ answer }) => answer?.bases.filter(({ loaded }) => loaded) ?? [])
  return [...new Map(bases.map((basis) => [`${basis.lawTitle} ${basis.number}`, basis])).values()]
}
