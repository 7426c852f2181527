import { Alert, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { Dialog } from '../dialog.js'
import { words } from '../words.js'

interface ReasonDialogProps {
  title: string
  /** What happens then, and whether it can be undone. */
  hint: string
  okText: string
  isDanger?: boolean
  isBusy: boolean
  problem: string | null
  /** Common reasons to choose from; one of one's own can always be written. */
  choices?: readonly string[]
  onOk: (reason: string) => void
  onClose: () => void
  children?: ReactNode
}

/** Asks for a reason, which is kept with what is done. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { choices = [], isBusy, problem, onOk, onClose } = props
  const [form] = Form.useForm<{ choice?: string; reason?: string }>()
  const choice = Form.useWatch('choice', form)
  const needsText = choices.length === 0 || choice === OWN
  return (
    <Dialog
      title={props.title}
      okText={props.okText}
      okButtonProps={{ danger: props.isDanger }}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="dialog__hint">{props.hint}</p>
      {problem && <Alert type="error" showIcon title={problem} role="alert" />}
      {props.children}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ choice: choices[0] }}
        onFinish={({ choice: chosen, reason = '' }) =>
          onOk(chosen === undefined || chosen === OWN ? reason.trim() : chosen)
        }
      >
        {choices.length > 0 && (
          <Form.Item name="choice" label={words.dialogs.reason}>
            <Radio.Group
              className="dialog__choices"
              options={[
                ...choices.map((value) => ({ value, label: value })),
                { value: OWN, label: words.dialogs.other },
              ]}
            />
          </Form.Item>
        )}
        {needsText && (
          <Form.Item
            name="reason"
            label={choices.length > 0 ? words.dialogs.other : words.dialogs.reason}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input.TextArea autoFocus={choices.length === 0} autoSize={{ minRows: 2 }} maxLength={500} />
          </Form.Item>
        )}
      </Form>
    </Dialog>
  )
}

const OWN = 'own'
