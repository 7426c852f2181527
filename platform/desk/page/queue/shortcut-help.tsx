import { Dialog } from '../dialog.js'
import { words } from '../words.js'

export function ShortcutHelp({
  shortcuts,
  onClose,
}: {
  shortcuts: readonly (readonly [string, string])[]
  onClose: () => void
}) {
  return (
    <Dialog title={words.queue.help} footer={null} width={360} onCancel={onClose}>
      <dl className="shortcuts">
        {shortcuts.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
