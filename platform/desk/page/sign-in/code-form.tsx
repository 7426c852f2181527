import { Alert, Button, Form, Input } from 'antd'
import { type Session, staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import { EntranceCard } from './entrance-card.js'

interface CodeFormProps {
  onDone: (session: Session) => void
  onLeave: () => void
}

/** The second factor: six digits from the phone, or a code on paper. */
export function CodeForm({ onDone, onLeave }: CodeFormProps) {
  const give = useAction(async ({ code }: { code: string }) => onDone(await staffApi.giveCode(code.trim())))
  const leave = useAction(async () => {
    await staffApi.signOut().catch(() => {})
    onLeave()
  })
  return (
    <EntranceCard title={words.code.title}>
      <p>{words.code.hint}</p>
      {give.problem && <Alert type="error" showIcon title={give.problem} role="alert" />}
      <Form layout="vertical" requiredMark={false} onFinish={(given) => void give.run(given)}>
        <Form.Item name="code" label={words.code.label} rules={[{ required: true }]} extra={words.code.paper}>
          <Input autoFocus autoComplete="one-time-code" inputMode="numeric" size="large" maxLength={50} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={give.isBusy}>
          {words.code.submit}
        </Button>
      </Form>
      <Button type="link" block onClick={() => void leave.run()}>
        {words.code.back}
      </Button>
    </EntranceCard>
  )
}
