import { App, Button, Tooltip } from 'antd'
import { useState } from 'react'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { ReasonDialog } from '../../ticket/reason-dialog.js'
import { fullTime } from '../../time-words.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'
import { draftWords as words } from './draft-words.js'
import { PublishDialog } from './publish-dialog.js'

interface DraftActionsProps {
  reply: DraftReply
  /** What is on the screen is not what the server has. */
  isChanged: boolean
  onDone: (reply: DraftReply) => Promise<void>
}

/** The next steps of a draft, as its status and who looks at it allow. */
export function DraftActions({ reply: { draft, mayPublish }, isChanged, onDone }: DraftActionsProps) {
  const { id, status, version } = draft
  const { message } = App.useApp()
  const [asking, setAsking] = useState<'discard' | 'return' | 'publish' | null>(null)
  const settle = async (reply: DraftReply, done: string) => {
    setAsking(null)
    await onDone(reply)
    message.success(done)
  }
  const submit = useAction(async () =>
    settle(await knowledgeApi.stepDraft(id, { kind: 'submit', version }), words.submitted),
  )
  const giveBack = useAction(async (reason: string) =>
    settle(await knowledgeApi.decideDraft(id, { kind: 'return', version, reason }), words.givenBack),
  )
  const publish = async (publishAt?: string) =>
    settle(
      await knowledgeApi.decideDraft(id, { kind: 'publish', version, ...(publishAt && { publishAt }) }),
      publishAt ? words.scheduled(fullTime(publishAt)) : words.published,
    )
  if (status === 'published' || status === 'discarded') return null
  const isWaiting = status === 'in_review' || status === 'scheduled'
  const whyNot = isChanged ? words.unsaved : mayPublish ? undefined : words.own
  return (
    <>
      <Button type="text" danger onClick={() => setAsking('discard')}>
        {words.discard}
      </Button>
      {isWaiting && (
        <Button onClick={() => setAsking('return')}>
          {status === 'scheduled' ? words.unschedule : words.giveBack}
        </Button>
      )}
      {status === 'draft' && (
        <Tooltip title={isChanged ? words.unsaved : undefined}>
          <Button
            type="primary"
            disabled={isChanged}
            loading={submit.isBusy}
            onClick={() => void submit.run()}
          >
            {words.submit}
          </Button>
        </Tooltip>
      )}
      {isWaiting && (
        <Tooltip title={whyNot}>
          <Button type="primary" disabled={whyNot !== undefined} onClick={() => setAsking('publish')}>
            {status === 'scheduled' ? words.publishNowInstead : words.publish}
          </Button>
        </Tooltip>
      )}
      {submit.problem && (
        <span role="alert" className="detail__problem">
          {submit.problem}
        </span>
      )}
      {asking === 'discard' && (
        <ConfirmDialog
          title={words.discardTitle}
          consequence={words.discardHint}
          okText={words.discard}
          isDanger
          onOk={async () =>
            settle(await knowledgeApi.stepDraft(id, { kind: 'discard', version }), words.discardDone)
          }
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'return' && (
        <ReasonDialog
          title={status === 'scheduled' ? words.unschedule : words.giveBack}
          hint={status === 'scheduled' ? words.unscheduleHint : words.giveBackHint}
          okText={words.giveBack}
          choices={words.giveBackReasons}
          isBusy={giveBack.isBusy}
          problem={giveBack.problem}
          onOk={(reason) => void giveBack.run(reason)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'publish' && <PublishDialog onPublish={publish} onClose={() => setAsking(null)} />}
    </>
  )
}
