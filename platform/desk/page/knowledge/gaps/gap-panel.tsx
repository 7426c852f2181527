import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { ArticleReader } from '../../../../../ui/article-reader.js'
import type { GapReply, GapView } from '../../../../knowledge/gaps/gap-wire.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { deskApi } from '../../desk-api.js'
import { Dialog } from '../../dialog.js'
import { Loaded } from '../../loaded.js'
import { useAction } from '../../use-action.js'
import { knowledgeWords } from '../knowledge-words.js'
import { qualityApi } from '../quality-api.js'
import { gapsWords as words } from './gaps-words.js'

interface GapPanelProps {
  gap: GapView
  days: string
  onClose: () => void
}

/** One gap beside the list: other words for it, what is near to it, what came of closing it. */
export function GapPanel({ gap, days, onClose }: GapPanelProps) {
  const { message } = App.useApp()
  const [, navigate] = useLocation()
  const client = useQueryClient()
  const [changing, setChanging] = useState<'close' | 'reopen' | null>(null)
  const [reading, setReading] = useState<string | null>(null)
  const detail = useQuery({
    queryKey: ['knowledge', 'gap', gap.id, days],
    queryFn: () => qualityApi.gap(gap.id, days),
  })
  const draft = useAction(async () => {
    const made = await qualityApi.draftGap(gap.id, days)
    await client.invalidateQueries({ queryKey: ['knowledge'] })
    navigate(`/knowledge/drafts/${made.draft.id}?edit`)
  })
  const change = async (changed: Promise<unknown>, told: string) => {
    await changed
    await client.invalidateQueries({ queryKey: ['knowledge'] })
    message.success(told)
    onClose()
  }
  return (
    <Drawer
      open
      size={560}
      title={gap.question}
      onClose={onClose}
      className="gap-panel"
      extra={
        gap.status === 'closed' ? (
          <Button onClick={() => setChanging('reopen')}>{words.reopen}</Button>
        ) : (
          <>
            <Button onClick={() => setChanging('close')}>{words.close}</Button>
            {gap.status === 'open' ? (
              <Button type="primary" loading={draft.isBusy} onClick={() => void draft.run()}>
                {words.draft}
              </Button>
            ) : (
              <Link href={`/knowledge/drafts/${gap.draftId}`} asChild>
                <Button type="primary">{words.toDraft}</Button>
              </Link>
            )}
          </>
        )
      }
    >
      {draft.problem && <Alert type="error" showIcon role="alert" title={draft.problem} />}
      <Loaded query={detail}>{(reply) => <Detail reply={reply} onRead={setReading} />}</Loaded>
      {changing === 'close' && (
        <CloseDialog
          onOk={(note) => change(qualityApi.closeGap(gap.id, days, note), words.closed)}
          onClose={() => setChanging(null)}
        />
      )}
      {changing === 'reopen' && (
        <ConfirmDialog
          title={words.reopenTitle}
          consequence={words.reopenHint}
          okText={words.reopen}
          onOk={() => change(qualityApi.reopenGap(gap.id, days), words.reopened)}
          onClose={() => setChanging(null)}
        />
      )}
      {reading && (
        <ArticleReader
          key={reading}
          passageId={reading}
          quote={null}
          load={deskApi.passage}
          onClose={() => setReading(null)}
        />
      )}
    </Drawer>
  )
}

function Detail({ reply, onRead }: { reply: GapReply; onRead: (passageId: string) => void }) {
  const { gap, examples, suggested, effect } = reply
  return (
    <>
      <p className="gap-panel__count">
        {words.count(gap.count)}：{words.parts(gap.unanswered, gap.unhelpful)}
      </p>
      {effect && (
        <section>
          <h2>{words.effect}</h2>
          <dl className="gap-panel__effect">
            <dt>{words.effectBefore}</dt>
            <dd>{words.answered(effect.before.answered, effect.before.all)}</dd>
            <dt>{words.effectAfter}</dt>
            <dd>{words.answered(effect.after.answered, effect.after.all)}</dd>
          </dl>
        </section>
      )}
      {examples.length > 0 && (
        <section>
          <h2>{words.examples}</h2>
          <ul className="gap-panel__examples">
            {examples.map(({ question, count }) => (
              <li key={question}>
                <span>{question}</span>
                <span className="table__number">{words.count(count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.suggested}</h2>
        <p className="dialog__hint">{suggested.length > 0 ? words.suggestedHint : words.noSuggested}</p>
        <ul className="gap-panel__suggested">
          {suggested.map(({ passageId, kind, title, article, text }) => (
            <li key={passageId}>
              <button type="button" className="tried__name" onClick={() => onRead(passageId)}>
                {article === null ? title : `${title} ${article}`}
              </button>
              <span className="table__soft">{knowledgeWords.kinds[kind]}</span>
              <p className="tried__text">{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function CloseDialog({ onOk, onClose }: { onOk: (note: string) => Promise<void>; onClose: () => void }) {
  const [note, setNote] = useState('')
  const close = useAction(() => onOk(note.trim()))
  return (
    <Dialog
      title={words.closeTitle}
      okText={words.close}
      confirmLoading={close.isBusy}
      onOk={() => void close.run()}
      onCancel={onClose}
    >
      {close.problem && <Alert type="error" showIcon role="alert" title={close.problem} />}
      <p className="dialog__hint">{words.closeHint}</p>
      <label htmlFor="gap-note">{words.note}</label>
      <Input id="gap-note" maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
    </Dialog>
  )
}
