import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { type Session, staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import { CodeList } from './code-list.js'
import { EntranceCard } from './entrance-card.js'

interface EnrolFormProps {
  onConfirmed: (session: Session) => void
  /** The codes on paper have been seen. */
  onDone: () => void
  /** Beside the navigation. */
  isInside?: boolean
}

/** Sets up the second factor. */
export function EnrolForm({ onConfirmed, onDone, isInside }: EnrolFormProps) {
  const [codes, setCodes] = useState<string[] | null>(null)
  const enrolment = useQuery({
    queryKey: ['enrolment'],
    queryFn: staffApi.beginEnrolment,
    // Each one voids the one before.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    enabled: codes === null,
  })
  const confirm = useAction(async ({ code }: { code: string }) => {
    const { recoveryCodes, ...session } = await staffApi.confirmEnrolment(code.trim())
    setCodes(recoveryCodes)
    onConfirmed(session)
  })
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} isInside={isInside} />
  return (
    <EntranceCard title={words.enrol.title} isInside={isInside}>
      <p>{words.enrol.why}</p>
      {enrolment.isError && <Alert type="error" showIcon title={enrolment.error.message} role="alert" />}
      {confirm.problem && <Alert type="error" showIcon title={confirm.problem} role="alert" />}
      {enrolment.isPending && <Skeleton active />}
      {enrolment.data && (
        <Form layout="vertical" requiredMark={false} onFinish={(given) => void confirm.run(given)}>
          <p className="entrance__step">{words.enrol.scan}</p>
          <img
            className="entrance__qr"
            src={`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.data.qrSvg)}`}
            alt={words.enrol.scan}
            width={184}
            height={184}
          />
          <p className="entrance__hint">{words.enrol.which}</p>
          <details className="entrance__secret">
            <summary>{words.enrol.typed}</summary>
            <code>{enrolment.data.secret}</code>
          </details>
          <Form.Item name="code" label={words.enrol.code} rules={[{ required: true }]}>
            <Input autoFocus autoComplete="one-time-code" inputMode="numeric" size="large" maxLength={6} />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={confirm.isBusy}>
            {words.enrol.submit}
          </Button>
        </Form>
      )}
    </EntranceCard>
  )
}

type RecoveryCodesProps = Pick<EnrolFormProps, 'onDone' | 'isInside'> & { codes: string[] }

function RecoveryCodes({ codes, onDone, isInside }: RecoveryCodesProps) {
  return (
    <EntranceCard title={words.enrol.doneTitle} isInside={isInside}>
      <p>{words.enrol.codesHint}</p>
      <CodeList codes={codes} />
      <Button type="primary" size="large" block onClick={onDone}>
        {words.enrol.saved}
      </Button>
    </EntranceCard>
  )
}
