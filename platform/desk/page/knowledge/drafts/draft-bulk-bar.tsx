import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { type BulkKind, knowledgeApi } from '../knowledge-api.js'
import { PreviewChanges } from '../preview/preview-changes.js'
import { draftsWords as words } from './drafts-words.js'

/** Ids of drafts with the version that was looked at. */
export type Selected = ReadonlyMap<string, number>

interface DraftBulkBarProps {
  selected: Selected
  /** What their status allows. */
  kinds: readonly BulkKind[]
  onDone: () => void
  onUnselect: () => void
}

/** One step for all selected drafts; each that cannot take it says why. */
export function DraftBulkBar({ selected, kinds, onDone, onUnselect }: DraftBulkBarProps) {
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [asking, setAsking] = useState<BulkKind | null>(null)
  const act = async (kind: BulkKind) => {
    const { done, refused } = await knowledgeApi.bulk(
      kind,
      [...selected.keys()],
      Object.fromEntries(selected),
    )
    await client.invalidateQueries({ queryKey: ['knowledge'] })
    if (done > 0) message.success(words.bulkDone[kind](done))
    if (refused.length > 0) {
      modal.warning({
        title: words.bulkRefused(refused.length),
        content: (
          <ul className="bulk__failed">
            {refused.map(({ id, title, message: why }) => (
              <li key={id}>
                {title}：{why}
              </li>
            ))}
          </ul>
        ),
      })
    }
    setAsking(null)
    onDone()
  }
  return (
    <div className="bulk draft-list__bulk" role="toolbar" aria-label={words.selected(selected.size)}>
      <strong>{words.selected(selected.size)}</strong>
      {kinds.map((kind) => (
        <Button key={kind} danger={kind === 'discard'} onClick={() => setAsking(kind)}>
          {words.bulk[kind]}
        </Button>
      ))}
      <Button type="text" onClick={onUnselect}>
        {words.unselect}
      </Button>
      {asking && (
        <ConfirmDialog
          title={words.bulkTitle[asking](selected.size)}
          consequence={words.bulkHint[asking]}
          okText={words.bulk[asking]}
          isDanger={asking === 'discard'}
          onOk={() => act(asking)}
          onClose={() => setAsking(null)}
        >
          {asking === 'publish' && (
            <div className="dialog__preview">
              <PreviewChanges draftIds={[...selected.keys()]} isAtOnce />
            </div>
          )}
        </ConfirmDialog>
      )}
    </div>
  )
}
