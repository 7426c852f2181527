import { Button } from 'antd'
import { CopyField } from '../copy-field.js'
import { Dialog } from '../dialog.js'
import { fullTime } from '../time-words.js'
import type { SetUpLink } from './members-api.js'
import { staffWords } from './staff-words.js'

interface LinkDialogProps {
  name: string
  link: SetUpLink
  onClose: () => void
}

/** The one time that a link is shown: a click beside it does not close it. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  return (
    <Dialog
      title={staffWords.link.title(name)}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {staffWords.link.done}
        </Button>
      }
    >
      <p className="dialog__hint">{staffWords.link.hint(fullTime(link.expiresAt))}</p>
      <CopyField label={staffWords.link.label} value={link.url} />
    </Dialog>
  )
}
