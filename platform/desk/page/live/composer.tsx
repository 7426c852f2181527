import { App, Button, type GetRef, Input } from 'antd'
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import type { Basis } from '../../../../bot/answer.js'
import type { Matter } from '../../../../knowledge/matter.js'
import { NoteIcon, SendIcon } from '../icons.js'
import { useSession } from '../session.js'
import { InsertTools } from '../ticket/insert-tools.js'
import { useAction } from '../use-action.js'
import { words as deskWords } from '../words.js'
import { liveWords as words } from './live-words.js'
import { newMessageId } from './new-message-id.js'
import { type ComposerKind, useKeptText } from './use-kept-text.js'

/** As many as the server takes. */
const LONGEST = 5000

export interface ComposerHandle {
  insert(text: string): void
  focus(): void
}

interface ComposerProps {
  conversationId: string
  kind: ComposerKind
  /** Who holds the conversation: whispers are for them. */
  holder: string
  matter: string | null
  /** What the bot cited, to be inserted. */
  bases: readonly Basis[]
  /** @throws {RequestFailed} it did not arrive */
  onSend: (message: { text: string; messageId: string }) => Promise<void>
  /** Beside the button. */
  children?: ReactNode
  ref: Ref<ComposerHandle>
}

/** Where staff answer, or whisper to who does. What is written stays until it has arrived, also across a reload. */
export function Composer(props: ComposerProps) {
  const { conversationId, kind, holder, matter, bases, onSend, children, ref } = props
  const { id: memberId } = useSession().member
  const { message } = App.useApp()
  const [text, setText] = useKeptText(memberId, conversationId, kind)
  const areaRef = useRef<GetRef<typeof Input.TextArea>>(null)
  // What was sent and perhaps arrived is sent again under the same id.
  const sent = useRef({ text: '', messageId: '' })
  const textRef = useRef(text)
  textRef.current = text
  const isWhisper = kind === 'whisper'

  const insert = (piece: string) => {
    const gap = text === '' || text.endsWith('\n') || piece.startsWith('（') ? '' : '\n'
    setText(text + gap + piece)
    requestAnimationFrame(() => areaRef.current?.focus({ cursor: 'end' }))
  }
  useImperativeHandle(ref, () => ({ insert, focus: () => areaRef.current?.focus({ cursor: 'end' }) }))

  const send = useAction(async () => {
    const trimmed = text.trim()
    if (trimmed === '') return
    if (sent.current.text !== trimmed) sent.current = { text: trimmed, messageId: newMessageId() }
    try {
      await onSend(sent.current)
    } catch (error) {
      message.error(`${deskWords.reply.failed}${error instanceof Error ? error.message : String(error)}`, 8)
      return
    }
    sent.current = { text: '', messageId: '' }
    // What was typed since is the next message.
    if (textRef.current.trim() === trimmed) setText('')
    areaRef.current?.focus()
  })

  return (
    <section className={`reply reply--${kind}`} aria-label={isWhisper ? words.whisper : words.reply}>
      <div className="reply__box">
        <div className="reply__top">
          {isWhisper ? (
            <p className="reply__to">
              <NoteIcon /> {words.whisperTo(holder)}
            </p>
          ) : (
            <div className="reply__tools">
              <InsertTools
                matter={(matter ?? 'other') as Matter}
                sources={bases.map(sourceOf)}
                onInsert={insert}
              />
            </div>
          )}
          {children}
        </div>
        <Input.TextArea
          ref={areaRef}
          aria-label={isWhisper ? words.whisper : words.reply}
          placeholder={isWhisper ? words.whisperPlaceholder(holder) : words.replyPlaceholder}
          value={text}
          maxLength={LONGEST}
          autoSize={{ minRows: 2, maxRows: 10 }}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send.run()
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <div className="reply__foot">
          <p className="reply__hint">
            {isWhisper ? words.whisperHint(holder) : words.replyHint}
            {text !== '' && ` · ${words.kept}`}
          </p>
          <Button
            type="primary"
            icon={<SendIcon />}
            loading={send.isBusy}
            disabled={text.trim() === ''}
            onClick={() => void send.run()}
            title={deskWords.reply.sendKeys}
          >
            {isWhisper ? words.sendWhisper : words.send}
          </Button>
        </div>
      </div>
    </section>
  )
}

function sourceOf({ kind, lawTitle, number, quote }: Basis) {
  return { kind, title: lawTitle, article: number, text: quote ?? '' }
}
