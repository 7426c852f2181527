import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Divider, Form, Input } from 'antd'
import { type Session, staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import { EntranceCard } from './entrance-card.js'

interface SignInPageProps {
  /** A session was there and is over. */
  hasEnded: boolean
  onDone: (session: Session) => void
}

export function SignInPage({ hasEnded, onDone }: SignInPageProps) {
  const ways = useQuery({ queryKey: ['sign-in-ways'], queryFn: staffApi.signInWays, staleTime: Infinity })
  const signIn = useAction(async (given: { login: string; password: string }) =>
    onDone(await staffApi.signIn(given)),
  )
  const problem = signIn.problem ?? words.signIn.failures[location.hash.slice(1)] ?? null
  return (
    <EntranceCard title={words.signIn.title}>
      {problem && <Alert type="error" showIcon title={problem} role="alert" />}
      {!problem && hasEnded && <Alert type="info" showIcon title={words.signIn.ended} />}
      <Form layout="vertical" requiredMark={false} onFinish={(given) => void signIn.run(given)}>
        <Form.Item name="login" label={words.signIn.login} rules={[{ required: true }]}>
          <Input autoFocus autoComplete="username" size="large" maxLength={200} />
        </Form.Item>
        <Form.Item name="password" label={words.signIn.password} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" size="large" maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={signIn.isBusy}>
          {words.signIn.submit}
        </Button>
      </Form>
      {ways.data?.singleSignOn && (
        <>
          <Divider plain>{words.signIn.or}</Divider>
          <Button href="/api/staff/single-sign-on" size="large" block>
            {words.signIn.singleSignOn}
          </Button>
        </>
      )}
      <p className="entrance__hint">{words.signIn.forgotten}</p>
    </EntranceCard>
  )
}
