import { Alert, App, Form, Input } from 'antd'
import { Dialog } from '../dialog.js'
import { staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<{ current: string; next: string }>()
  const change = useAction(async (given: { current: string; next: string }) => {
    await staffApi.changePassword(given)
    message.success(words.password.done)
    onClose()
  })
  return (
    <Dialog
      title={words.password.title}
      okText={words.password.submit}
      confirmLoading={change.isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      {change.problem && <Alert type="error" showIcon title={change.problem} role="alert" />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void change.run(given)}>
        <Form.Item name="current" label={words.password.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" maxLength={1000} />
        </Form.Item>
        <Form.Item
          name="next"
          label={words.password.next}
          extra={words.setUp.passwordHint}
          rules={[{ required: true }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
      </Form>
    </Dialog>
  )
}
