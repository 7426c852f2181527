import { App, Button } from 'antd'
import { useState } from 'react'
import { type Command, deskApi } from '../desk-api.js'
import { AssignDialog } from '../ticket/assign-dialog.js'
import { TransferDialog } from '../ticket/transfer-dialog.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'

interface BulkBarProps {
  numbers: readonly string[]
  onDone: () => void
  onUnselect: () => void
}

/** What can be done to all selected tickets; each that cannot says why. */
export function BulkBar({ numbers, onDone, onUnselect }: BulkBarProps) {
  const { message, modal } = App.useApp()
  const [asking, setAsking] = useState<'assign' | 'transfer' | null>(null)
  const act = useAction(async (command: Command) => {
    const { done, failed } = await deskApi.bulk(numbers, command)
    if (failed.length === 0) message.success(words.queue.bulkDone(done.length))
    else {
      modal.warning({
        title: words.queue.bulkPart(done.length, failed.length),
        content: (
          <ul className="bulk__failed">
            {failed.map((each) => (
              <li key={each.number}>
                {each.number}：{each.message}
              </li>
            ))}
          </ul>
        ),
      })
    }
    setAsking(null)
    onDone()
  })
  return (
    <div className="bulk" role="toolbar" aria-label={words.queue.selected(numbers.length)}>
      <strong>{words.queue.selected(numbers.length)}</strong>
      <Button type="primary" loading={act.isBusy} onClick={() => void act.run({ kind: 'take' })}>
        {words.queue.bulkTake}
      </Button>
      <Button onClick={() => setAsking('assign')}>{words.queue.bulkAssign}</Button>
      <Button onClick={() => setAsking('transfer')}>{words.queue.bulkTransfer}</Button>
      <Button type="text" onClick={onUnselect}>
        {words.queue.unselect}
      </Button>
      {act.problem && (
        <span role="alert" className="bulk__problem">
          {act.problem}
        </span>
      )}
      {asking === 'assign' && (
        <AssignDialog
          officeId={null}
          count={numbers.length}
          isBusy={act.isBusy}
          problem={act.problem}
          onAssign={(staffId) => void act.run({ kind: 'assign', staffId })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'transfer' && (
        <TransferDialog
          number={numbers[0]!}
          count={numbers.length}
          isBusy={act.isBusy}
          problem={act.problem}
          onTransfer={(officeId, reason) => void act.run({ kind: 'transfer', officeId, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}
