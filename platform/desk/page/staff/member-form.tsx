import { Form, Input, Select } from 'antd'
import { STAFF_ROLES, type StaffRole } from '../../../staff/staff-member.js'
import { FormDialog } from '../form-dialog.js'
import { OfficeSelect } from '../office-select.js'
import { useSession } from '../session.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import type { Member } from './members-api.js'
import { staffWords } from './staff-words.js'

export interface MemberFields {
  name: string
  login?: string
  role: StaffRole
  officeId: string | null
}

interface MemberFormProps {
  /** Absent: a new account. */
  member?: Member
  onSave: (fields: MemberFields) => Promise<void>
  onClose: () => void
}

/** Who somebody is, what they do and where: of a new account, or of one that there is. */
export function MemberForm({ member, onSave, onClose }: MemberFormProps) {
  const { form: said } = staffWords
  const own = useSession().member
  const save = useAction(async ({ name, login, role, officeId }: MemberFields) => {
    await onSave({ name, role, officeId, ...(login?.trim() && { login: login.trim() }) })
  })
  const required = [{ required: true, whitespace: true, message: said.missing }]
  return (
    <FormDialog<MemberFields>
      title={member ? said.changeTitle(member.name) : said.addTitle}
      okText={member ? said.changeOk : said.addOk}
      initialValues={member ?? { role: 'handler', officeId: own.officeId ?? undefined }}
      isBusy={save.isBusy}
      problem={save.problem}
      onFinish={(fields) => void save.run(fields)}
      onClose={onClose}
    >
      <Form.Item name="name" label={said.name} rules={required}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      {!member && (
        <Form.Item name="login" label={said.login} extra={said.loginHint}>
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="role" label={said.role} rules={[{ required: true, message: said.missing }]}>
        <Select
          options={STAFF_ROLES.map((role) => ({
            value: role,
            label: `${words.roles[role]}：${said.roles[role]}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="officeId"
        label={said.office}
        extra={said.officeHint}
        // null is the whole province; only undefined is missing.
        rules={[
          {
            validator: async (_, value) => {
              if (value === undefined) throw new Error(said.missing)
            },
          },
        ]}
      >
        <OfficeSelect nullLabel={own.officeId === null ? words.wholeProvince : undefined} />
      </Form.Item>
      {member && <p className="dialog__hint">{said.consequence}</p>}
    </FormDialog>
  )
}
