import type { Command, Ticket } from '../desk-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import { AssignDialog } from './assign-dialog.js'
import { MergeDialog } from './merge-dialog.js'
import { ReasonDialog } from './reason-dialog.js'
import { TransferDialog } from './transfer-dialog.js'

/** What is asked before it is done. */
export type Asking = 'assign' | 'transfer' | 'merge' | ReasonCommand
type ReasonCommand = 'release' | 'return' | 'escalate' | 'reopen' | 'cancel' | 'close' | 'call_back'

interface TicketDialogsProps {
  ticket: Ticket
  asking: Asking | null
  run: (command: Command) => Promise<void>
  onClose: () => void
}

const DANGEROUS: readonly Asking[] = ['cancel']

export function TicketDialogs({ ticket, asking, run, onClose }: TicketDialogsProps) {
  const act = useAction(async (command: Command) => {
    await run(command)
    onClose()
  })
  const { isBusy, problem } = act
  if (asking === null) return null
  if (asking === 'transfer') {
    return (
      <TransferDialog
        number={ticket.number}
        isBusy={isBusy}
        problem={problem}
        onTransfer={(officeId, reason) => void act.run({ kind: 'transfer', officeId, reason })}
        onClose={onClose}
      />
    )
  }
  if (asking === 'assign') {
    return (
      <AssignDialog
        officeId={ticket.officeId}
        isBusy={isBusy}
        problem={problem}
        onAssign={(staffId) => void act.run({ kind: 'assign', staffId })}
        onClose={onClose}
      />
    )
  }
  if (asking === 'merge') {
    return (
      <MergeDialog
        number={ticket.number}
        isBusy={isBusy}
        problem={problem}
        onMerge={(into, reason) => void act.run({ kind: 'merge', into, reason })}
        onClose={onClose}
      />
    )
  }
  const { title, hint, ok, choices } = words.dialogs.reasons[asking]
  return (
    <ReasonDialog
      key={asking}
      title={title}
      hint={asking === 'close' && ticket.answeredAt === null ? words.dialogs.closeUnanswered : hint}
      okText={ok}
      choices={choices}
      isDanger={DANGEROUS.includes(asking)}
      isBusy={isBusy}
      problem={problem}
      onOk={(reason) =>
        void act.run(asking === 'call_back' ? { kind: asking, text: reason } : { kind: asking, reason })
      }
      onClose={onClose}
    />
  )
}
