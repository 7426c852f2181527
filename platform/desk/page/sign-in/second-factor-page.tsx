import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { AdminPage } from '../admin-page.js'
import { FormDialog } from '../form-dialog.js'
import { useSession, useSetSession } from '../session.js'
import { staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import { CodeList } from './code-list.js'
import { EnrolForm } from './enrol-form.js'

const said = words.secondFactor

/** A member's own second factor: to set it up, to get new codes on paper, and to take it off where the role allows. */
export function SecondFactorPage() {
  const session = useSession()
  const setSession = useSetSession()
  const [isEnrolling, setEnrolling] = useState(false)
  const { enabled, required } = session.secondFactor
  // Stays until the codes on paper have been seen.
  if (isEnrolling) {
    return <EnrolForm isInside onConfirmed={setSession} onDone={() => setEnrolling(false)} />
  }
  return (
    <AdminPage
      title={said.title}
      state={
        <>
          <span className={enabled ? 'tag tag--good' : 'tag'}>{enabled ? said.on : said.off}</span>
          {required && <span className="tag">{said.required}</span>}
        </>
      }
    >
      <div className="factor">
        {enabled && <p>{said.onHint}</p>}
        {enabled ? (
          <>
            <RecoveryCodes />
            <Removal isRequired={required} />
          </>
        ) : (
          <section aria-label={said.begin}>
            <p>{said.offHint}</p>
            <Button type="primary" onClick={() => setEnrolling(true)}>
              {said.begin}
            </Button>
          </section>
        )}
      </div>
    </AdminPage>
  )
}

function RecoveryCodes() {
  const [isAsking, setAsking] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)
  return (
    <section aria-labelledby="codes">
      <h2 id="codes">{said.codes}</h2>
      <p>{codes ? said.renewed : said.codesHint}</p>
      {codes ? (
        <>
          <CodeList codes={codes} />
          <Button type="primary" onClick={() => setCodes(null)}>
            {said.done}
          </Button>
        </>
      ) : (
        <Button onClick={() => setAsking(true)}>{said.renew}</Button>
      )}
      {isAsking && (
        <CodeDialog
          title={said.renew}
          onCode={async (code) => {
            setCodes(await staffApi.renewRecoveryCodes(code))
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

function Removal({ isRequired }: { isRequired: boolean }) {
  const session = useSession()
  const setSession = useSetSession()
  const { message } = App.useApp()
  const [isAsking, setAsking] = useState(false)
  return (
    <section aria-labelledby="removal">
      <h2 id="removal">{said.change}</h2>
      <p>{isRequired ? said.changeRequired : said.changeHint}</p>
      {!isRequired && (
        <Button danger onClick={() => setAsking(true)}>
          {said.remove}
        </Button>
      )}
      {isAsking && (
        <CodeDialog
          title={said.remove}
          isDanger
          onCode={async (code) => {
            await staffApi.removeSecondFactor(code)
            message.success(said.removed)
            setSession({ ...session, secondFactor: { ...session.secondFactor, enabled: false } })
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

interface CodeDialogProps {
  title: string
  isDanger?: boolean
  onCode: (code: string) => Promise<void>
  onClose: () => void
}

/** A code first: whoever finds a screen open must not change how its owner signs in. */
function CodeDialog({ title, isDanger, onCode, onClose }: CodeDialogProps) {
  const give = useAction(async ({ code }: { code: string }) => onCode(code.trim()))
  return (
    <FormDialog<{ code: string }>
      title={title}
      okText={title}
      okButtonProps={{ danger: isDanger }}
      hint={said.confirmHint}
      isBusy={give.isBusy}
      problem={give.problem}
      onFinish={(fields) => void give.run(fields)}
      onClose={onClose}
    >
      <Form.Item name="code" label={said.label} rules={[{ required: true }]}>
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={50} />
      </Form.Item>
    </FormDialog>
  )
}
