import { Checkbox, Form, Input, Select } from 'antd'
import { KEY_SCOPES } from '../../../../staff/access/key-scopes.js'
import { FormDialog } from '../../form-dialog.js'
import { useAction } from '../../use-action.js'
import type { KeyFields } from './keys-api.js'
import { keysWords as words } from './keys-words.js'

interface KeyFormProps {
  onAdd: (fields: KeyFields) => Promise<void>
  onClose: () => void
}

export function KeyForm({ onAdd, onClose }: KeyFormProps) {
  const [form] = Form.useForm<KeyFields>()
  const scopes = Form.useWatch('scopes', form)
  const add = useAction(onAdd)
  return (
    <FormDialog
      title={words.addTitle}
      okText={words.addOk}
      isBusy={add.isBusy}
      problem={add.problem}
      form={form}
      initialValues={{ scopes: ['read'], days: 365 }}
      onFinish={(fields) => void add.run(fields)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={words.name}
        extra={words.nameHint}
        rules={[{ required: true, whitespace: true, message: words.missing }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={words.scopesLabel}
        extra={scopes?.includes('publish') && words.publishHint}
        // `required` would mark the group with an attribute that groups do not have.
        rules={[
          {
            validator: async (_, chosen?: readonly string[]) => {
              if (!chosen || chosen.length === 0) throw new Error(words.missing)
            },
          },
        ]}
      >
        <Checkbox.Group
          className="dialog__choices"
          options={KEY_SCOPES.map((value) => ({ value, label: words.scopes[value] }))}
        />
      </Form.Item>
      <Form.Item name="days" label={words.days}>
        <Select
          className="filters__select"
          options={Object.entries(words.dayChoices).map(([days, label]) => ({
            value: Number(days),
            label,
          }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
