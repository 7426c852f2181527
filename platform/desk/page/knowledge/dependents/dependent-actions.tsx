import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { DependentDecision, DependentRow } from '../../../../knowledge/dependents/dependent-wire.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { useNewDraft } from '../drafts/use-new-draft.js'
import { dependentsApi } from './dependents-api.js'
import { dependentsWords as words } from './dependents-words.js'

/** Back into answers, written anew, or out; and whether citizens are told. */
export function DependentActions({ row, onTell }: { row: DependentRow; onTell: () => void }) {
  const { versionId, seen, title, isSuspended, canReturn, openDraftId } = row
  const client = useQueryClient()
  const { message } = App.useApp()
  const [asking, setAsking] = useState<DependentDecision['kind'] | null>(null)
  const edit = useNewDraft()
  // What is cited is not there any more: as it is, it can hardly be right.
  const isGone = row.articles.some(({ why, movedTo }) => why !== 'changed' || movedTo !== null)
  const decide = async (kind: DependentDecision['kind']) => {
    const { refused } = await dependentsApi.decide({ kind, items: [{ versionId, seen }] })
    await client.invalidateQueries({ queryKey: ['knowledge'] })
    if (refused[0]) throw new Error(refused[0].message)
    message.success(kind === 'keep' ? words.kept : words.withdrawn)
    setAsking(null)
  }
  return (
    <footer className="dependent__actions">
      {edit.problem && <Alert type="error" showIcon role="alert" title={edit.problem} />}
      <Button
        type={isGone ? 'default' : 'primary'}
        disabled={isSuspended && !canReturn}
        onClick={() => setAsking('keep')}
      >
        {isSuspended ? words.keep : words.stillRight}
      </Button>
      {openDraftId === null ? (
        <Button
          type={isGone ? 'primary' : 'default'}
          loading={edit.isBusy}
          onClick={() => void edit.run({ from: 'version', versionId })}
        >
          {words.edit}
        </Button>
      ) : (
        <Link href={`/knowledge/drafts/${openDraftId}`} asChild>
          <Button>{words.seeDraft}</Button>
        </Link>
      )}
      <Button danger onClick={() => setAsking('withdraw')}>
        {words.withdraw}
      </Button>
      <Button type="text" className="dependent__tell" onClick={onTell}>
        {words.tell}
      </Button>
      {asking === 'keep' && (
        <ConfirmDialog
          title={isSuspended ? words.keepTitle(title) : words.stillRightTitle(title)}
          consequence={isSuspended ? words.keepHint : words.stillRightHint}
          okText={isSuspended ? words.keep : words.stillRight}
          onOk={() => decide('keep')}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'withdraw' && (
        <ConfirmDialog
          title={words.withdrawTitle(title)}
          consequence={words.withdrawHint}
          okText={words.withdraw}
          isDanger
          onOk={() => decide('withdraw')}
          onClose={() => setAsking(null)}
        />
      )}
    </footer>
  )
}
