import { Form, Input, InputNumber, Select } from 'antd'
import { SERVICE_LINES } from '../../../../knowledge/service-line.js'
import { FormDialog } from '../form-dialog.js'
import { OfficeSelect } from '../office-select.js'
import { useSession } from '../session.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import { officeWords } from './office-words.js'
import type { OfficeFields, OfficeNode } from './offices-api.js'
import { RegionField } from './region-field.js'

interface OfficeFormProps {
  /** Absent: a new one. */
  office?: OfficeNode
  /** Of a new one: what it stands below. */
  above?: OfficeNode
  onSave: (fields: OfficeFields) => Promise<void>
  onClose: () => void
}

const PHONES = /^[\d ()（）+\-—转、,，/]*$/
const NEXT_LEVEL = {
  province: 'city',
  city: 'county',
  county: 'township',
  township: 'village',
  village: 'village',
} as const

/** Everything about an office: of a new one, or of one that there is. */
export function OfficeForm({ office, above, onSave, onClose }: OfficeFormProps) {
  const { form: said } = officeWords
  const hasProvince = useSession().member.officeId === null
  const save = useAction(onSave)
  const required = [{ required: true, whitespace: true, message: said.missing }]
  const initial: Partial<OfficeFields> = office ?? {
    level: above ? NEXT_LEVEL[above.level] : 'county',
    parentId: above?.id ?? (hasProvince ? null : undefined),
    regionCode: above?.regionCode,
    serviceLines: [],
  }
  const known = office ?? above
  return (
    <FormDialog<OfficeFields>
      width={720}
      title={office ? said.changeTitle(office.name) : said.addTitle}
      okText={office ? said.changeOk : said.addOk}
      className="ticket-form"
      initialValues={initial}
      isBusy={save.isBusy}
      problem={save.problem}
      onFinish={(fields) =>
        void save.run({
          ...fields,
          address: fields.address ?? '',
          phone: fields.phone ?? '',
          hours: fields.hours ?? '',
          longitude: fields.longitude ?? null,
          latitude: fields.latitude ?? null,
        })
      }
      onClose={onClose}
    >
      <Form.Item name="name" label={said.name} rules={required} className="ticket-form__wide">
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="level" label={said.level} rules={[{ required: true, message: said.missing }]}>
        <Select options={Object.entries(words.levels).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="regionCode" label={said.region} extra={said.regionHint} rules={required}>
        <RegionField known={known && { code: known.regionCode, name: known.regionName }} />
      </Form.Item>
      <Form.Item
        name="parentId"
        label={said.parent}
        extra={hasProvince ? said.parentHint : undefined}
        rules={hasProvince ? [] : [{ required: true, message: said.missing }]}
      >
        <OfficeSelect
          nullLabel={hasProvince || office?.parentId === null ? said.noParent : undefined}
          exceptId={office?.id}
        />
      </Form.Item>
      <Form.Item name="serviceLines" label={said.lines} extra={said.linesHint}>
        <Select
          mode="multiple"
          allowClear
          options={Object.entries(SERVICE_LINES).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="phone" label={said.phone} rules={[{ pattern: PHONES, message: said.phoneWrong }]}>
        <Input maxLength={100} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="hours" label={said.hours} extra={said.hoursHint}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="address" label={said.address} className="ticket-form__wide">
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="longitude" label={said.longitude}>
        <InputNumber min={-180} max={180} className="place__degrees" />
      </Form.Item>
      <Form.Item name="latitude" label={said.latitude}>
        <InputNumber min={-90} max={90} className="place__degrees" />
      </Form.Item>
    </FormDialog>
  )
}
