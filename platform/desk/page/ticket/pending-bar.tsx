import { Button } from 'antd'
import { words } from '../words.js'
import { type Sending, UNDO_MS } from './use-sending.js'

/** In place of the editor while what was sent can still be taken back. */
export function PendingBar({ sending }: { sending: Sending }) {
  return (
    <div className="pending" role="status">
      <p>{words.reply.pending(UNDO_MS / 1000)}</p>
      <Button autoFocus onClick={sending.undo}>
        {words.undo}
      </Button>
      <Button type="link" onClick={sending.sendNow}>
        {words.reply.sendNow}
      </Button>
      <p className="pending__text">{sending.pending?.text}</p>
    </div>
  )
}
