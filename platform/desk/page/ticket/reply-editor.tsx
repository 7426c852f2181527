import { App, Button, type GetRef, Input, Segmented } from 'antd'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import type { Matter } from '../../../../knowledge/matter.js'
import type { Ticket } from '../desk-api.js'
import { RestoreIcon, SendIcon } from '../icons.js'
import { useSession } from '../session.js'
import { words } from '../words.js'
import { InsertTools } from './insert-tools.js'
import { restoreMasks, tokensIn } from './restore-masks.js'
import { type Draft, type ReplyMode, writeDraft } from './saved-draft.js'

const LONGEST = 4000

export interface ReplyEditorHandle {
  /** At the cursor. */
  insert(text: string): void
  focus(mode?: ReplyMode): void
}

interface ReplyEditorProps {
  ticket: Ticket
  modes: readonly ReplyMode[]
  /** What was written before, or came back. */
  initial: Draft | null
  onSend: (draft: Draft) => void
  ref: Ref<ReplyEditorHandle>
}

/** Where staff answer, ask and note. What is written stays until it is sent, also across a reload. */
export function ReplyEditor({ ticket, modes, initial, onSend, ref }: ReplyEditorProps) {
  const { id: memberId } = useSession().member
  const { modal } = App.useApp()
  const [draft, setDraftState] = useState<Draft>(() => initial ?? { mode: modes[0] ?? 'note', text: '' })
  const areaRef = useRef<GetRef<typeof Input.TextArea>>(null)
  const mode = modes.includes(draft.mode) ? draft.mode : (modes[0] ?? 'note')
  const { text } = draft
  const isForCitizen = mode !== 'note'
  const tokens = isForCitizen ? tokensIn(text) : []

  const setDraft = (next: Draft) => {
    setDraftState(next)
    writeDraft(memberId, ticket.number, next)
  }
  const insert = (piece: string) => {
    const restored = restoreMasks(piece, ticket.masks)
    const area = areaRef.current?.resizableTextArea?.textArea
    const [start, end] = area ? [area.selectionStart, area.selectionEnd] : [text.length, text.length]
    const before = text.slice(0, start)
    const gap = before === '' || before.endsWith('\n') || piece.startsWith('（') ? '' : '\n'
    setDraft({ mode, text: before + gap + restored + text.slice(end) })
    const cursor = before.length + gap.length + restored.length
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(cursor, cursor)
    })
  }
  useImperativeHandle(ref, () => ({
    insert,
    focus(wanted) {
      if (wanted) setDraft({ mode: wanted, text })
      requestAnimationFrame(() => areaRef.current?.focus())
    },
  }))

  const send = async () => {
    const trimmed = text.trim()
    if (trimmed === '') return
    if (tokens.length > 0) {
      const isSure = await modal.confirm({
        title: words.reply.tokensTitle(tokens.join('、')),
        content: words.reply.tokensHint,
        okText: words.reply.sendAnyway,
        cancelText: words.reply.backToText,
      })
      if (!isSure) return
    }
    onSend({ mode, text: trimmed })
  }

  return (
    <section className={`reply reply--${mode}`} aria-label={words.reply.label}>
      <div className="reply__box">
        <div className="reply__top">
          <Segmented<ReplyMode>
            aria-label={words.reply.label}
            value={mode}
            onChange={(next) => setDraft({ mode: next, text })}
            options={modes.map((value) => ({ value, label: words.reply.modes[value] }))}
          />
          {isForCitizen && (
            <div className="reply__tools">
              <InsertTools matter={ticket.matter as Matter} sources={ticket.sources} onInsert={insert} />
              {tokens.some((token) => ticket.masks.some((mask) => mask.token === token)) && (
                <Button
                  type="text"
                  size="small"
                  icon={<RestoreIcon />}
                  onClick={() => setDraft({ mode, text: restoreMasks(text, ticket.masks) })}
                >
                  {words.reply.restore}
                </Button>
              )}
            </div>
          )}
        </div>
        <Input.TextArea
          ref={areaRef}
          aria-label={words.reply.modes[mode]}
          placeholder={words.reply.placeholders[mode]}
          value={text}
          maxLength={LONGEST}
          autoSize={{ minRows: 3, maxRows: 12 }}
          onChange={({ target }) => setDraft({ mode, text: target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
          }}
        />
        <div className="reply__foot">
          <p className="reply__hint">
            {isForCitizen ? words.reply.citizenSees : words.reply.staffSee}
            {text !== '' && ` · ${words.reply.kept}`}
          </p>
          <Button
            type="primary"
            icon={<SendIcon />}
            disabled={text.trim() === ''}
            onClick={() => void send()}
            title={words.reply.sendKeys}
          >
            {words.reply.send[mode]}
          </Button>
        </div>
      </div>
    </section>
  )
}
