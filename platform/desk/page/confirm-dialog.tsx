import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.js'
import { useAction } from './use-action.js'

interface ConfirmDialogProps {
  title: string
  /** What follows from it, and whether it can be undone. */
  consequence: ReactNode
  okText: string
  isDanger?: boolean
  /** What to look at before. */
  children?: ReactNode
  /** Closes it when it is done, or shows what comes next. */
  onOk: () => Promise<void>
  onClose: () => void
}

/** Before something that hurts: says what follows. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, consequence, okText, isDanger, children, onOk, onClose } = props
  const act = useAction(onOk)
  return (
    <Dialog
      title={title}
      okText={okText}
      okButtonProps={{ danger: isDanger }}
      confirmLoading={act.isBusy}
      width={children ? 880 : undefined}
      onOk={() => void act.run()}
      onCancel={onClose}
    >
      {act.problem && <Alert type="error" showIcon title={act.problem} role="alert" />}
      <p>{consequence}</p>
      {children}
    </Dialog>
  )
}
