import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { RequestFailed } from '../request-failed.js'
import { type Session, staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import { EntranceCard } from './entrance-card.js'

interface SetUpPageProps {
  onDone: (session: Session) => void
  onLeave: () => void
}

/** Where the one-time link leads: `/desk/set-up#<token>`. */
export function SetUpPage({ onDone, onLeave }: SetUpPageProps) {
  const [token] = useState(() => location.hash.slice(1))
  const owner = useQuery({
    queryKey: ['set-up', token],
    queryFn: () => staffApi.readLink(token),
    enabled: token !== '',
    staleTime: Infinity,
    retry: false,
  })
  const setUp = useAction(async ({ password }: { password: string }) =>
    onDone(await staffApi.setUp({ token, password })),
  )
  if (token === '' || owner.isError) {
    const isSpent = owner.error instanceof RequestFailed && owner.error.status === 410
    return (
      <EntranceCard title={token === '' || isSpent ? words.setUp.spentTitle : words.failed.title}>
        <p>{owner.error?.message ?? words.setUp.noToken}</p>
        {owner.isError && !isSpent ? (
          <Button size="large" block onClick={() => void owner.refetch()}>
            {words.retry}
          </Button>
        ) : (
          <Button size="large" block onClick={onLeave}>
            {words.setUp.toSignIn}
          </Button>
        )}
      </EntranceCard>
    )
  }
  if (!owner.data) {
    return (
      <EntranceCard title={words.setUp.title}>
        <Skeleton active />
      </EntranceCard>
    )
  }
  const { name, login } = owner.data
  return (
    <EntranceCard title={words.setUp.title}>
      <p>
        {words.setUp.hello(name)}。{words.setUp.login(login)}
      </p>
      {setUp.problem && <Alert type="error" showIcon title={setUp.problem} role="alert" />}
      <Form layout="vertical" requiredMark={false} onFinish={(given) => void setUp.run(given)}>
        {/* For the browser's own store of passwords. */}
        <input type="text" autoComplete="username" value={login} readOnly hidden />
        <Form.Item
          name="password"
          label={words.setUp.password}
          extra={words.setUp.passwordHint}
          rules={[{ required: true }]}
        >
          <Input.Password autoFocus autoComplete="new-password" size="large" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="repeat"
          label={words.setUp.repeat}
          dependencies={['password']}
          rules={[
            { required: true },
            ({ getFieldValue }) => ({
              validator: async (_rule, value) => {
                if (value && value !== getFieldValue('password')) throw new Error(words.setUp.differs)
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" size="large" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={setUp.isBusy}>
          {words.setUp.submit}
        </Button>
      </Form>
    </EntranceCard>
  )
}
