import { App, Form, Input } from 'antd'
import { FormDialog } from '../form-dialog.js'
import { staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp()
  const change = useAction(async (given: { current: string; next: string }) => {
    await staffApi.changePassword(given)
    message.success(words.password.done)
    onClose()
  })
  return (
    <FormDialog<{ current: string; next: string }>
      title={words.password.title}
      okText={words.password.submit}
      isBusy={change.isBusy}
      problem={change.problem}
      onFinish={(fields) => void change.run(fields)}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
