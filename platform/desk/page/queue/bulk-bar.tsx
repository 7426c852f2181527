import { App, Button } from 'antd'
import { useState } from 'react'
import type { TicketCommand } from '../../../tickets/ticket-command.js'
import { deskApi } from '../desk-api.js'
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
  const [isTransferring, setTransferring] = useState(false)
  const act = useAction(async (command: TicketCommand) => {
    const { results } = await deskApi.bulk(numbers, command)
    const failed = results.filter(({ ok }) => !ok)
    if (failed.length === 0) message.success(words.queue.bulkDone(results.length))
    else {
      modal.warning({
        title: words.queue.bulkPart(results.length - failed.length, failed.length),
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
    setTransferring(false)
    onDone()
  })
  return (
    <div className="bulk" role="toolbar" aria-label={words.queue.selected(numbers.length)}>
      <strong>{words.queue.selected(numbers.length)}</strong>
      <Button type="primary" loading={act.isBusy} onClick={() => void act.run({ kind: 'take' })}>
        {words.queue.bulkTake}
      </Button>
      <Button onClick={() => setTransferring(true)}>{words.queue.bulkTransfer}</Button>
      <Button type="text" onClick={onUnselect}>
        {words.queue.unselect}
      </Button>
      {act.problem && (
        <span role="alert" className="bulk__problem">
          {act.problem}
        </span>
      )}
      {isTransferring && (
        <TransferDialog
          number={numbers[0]!}
          count={numbers.length}
          isBusy={act.isBusy}
          problem={act.problem}
          onTransfer={(officeId, reason) => void act.run({ kind: 'transfer', officeId, reason })}
          onClose={() => setTransferring(false)}
        />
      )}
    </div>
  )
}
