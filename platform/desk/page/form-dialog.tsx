import { Alert, Form, type FormProps, type ModalProps } from 'antd'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.js'

interface FormDialogProps<Fields>
  extends Pick<ModalProps, 'title' | 'okText' | 'okButtonProps' | 'width'>,
    Pick<FormProps<Fields>, 'form' | 'initialValues' | 'className'> {
  /** Above the form. */
  hint?: ReactNode
  isBusy: boolean
  /** Why it came to nothing. */
  problem: string | null | undefined
  /** Only where every field is as it should be. */
  onFinish: (fields: Fields) => void
  onClose: () => void
  children: ReactNode
}

/** A dialog that is one form: its button sends what stands in the fields. */
export function FormDialog<Fields>(props: FormDialogProps<Fields>) {
  const { form: given, initialValues, className, hint, isBusy, problem, onFinish, onClose, children } = props
  const { title, okText, okButtonProps, width } = props
  const [form] = Form.useForm<Fields>(given)
  return (
    <Dialog
      {...{ title, okText, okButtonProps, width }}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      {hint !== undefined && <p className="dialog__hint">{hint}</p>}
      {problem && <Alert type="error" showIcon title={problem} role="alert" />}
      <Form {...{ form, initialValues, className, onFinish }} layout="vertical" requiredMark={false}>
        {children}
      </Form>
    </Dialog>
  )
}
