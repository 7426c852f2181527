import { Alert, Form, Input } from 'antd'
import { CopyField } from '../copy-field.js'
import { FormDialog } from '../form-dialog.js'
import { useAction } from '../use-action.js'
import { type AuditVerdict, auditApi } from './audit-api.js'
import { auditWords } from './audit-words.js'

interface VerifyDialogProps {
  onVerified: (verdict: AuditVerdict) => void
  onClose: () => void
}

const NOTED = /^\s*\d{1,15}:[0-9a-f]{64}\s*$/

/** Has the hash chain of the log checked, also against a row that was written down elsewhere. */
export function VerifyDialog({ onVerified, onClose }: VerifyDialogProps) {
  const verify = useAction(async ({ noted }: { noted?: string }) => {
    onVerified(await auditApi.verify(noted?.trim() || undefined))
    onClose()
  })
  return (
    <FormDialog<{ noted?: string }>
      title={auditWords.verifyTitle}
      okText={auditWords.verifyOk}
      hint={auditWords.verifyHint}
      isBusy={verify.isBusy}
      problem={verify.problem}
      onFinish={(fields) => void verify.run(fields)}
      onClose={onClose}
    >
      <Form.Item
        name="noted"
        label={auditWords.noted}
        extra={auditWords.notedHint}
        rules={[{ pattern: NOTED, message: auditWords.notedWrong }]}
      >
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
    </FormDialog>
  )
}

/** What the check has found. */
export function Verdict({ verdict: { broken, checked, note } }: { verdict: AuditVerdict }) {
  if (broken) {
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={auditWords.brokenAt(broken.seq, auditWords.why[broken.why])}
        description={auditWords.brokenHint(checked)}
      />
    )
  }
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={note ? auditWords.whole(checked) : auditWords.noneYet}
      description={
        note && (
          <>
            <p>{auditWords.note}</p>
            <CopyField label={auditWords.noteLabel} value={note} />
          </>
        )
      }
    />
  )
}
