import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { MATTERS } from '../../../../../knowledge/matter.js'
import { SERVICE_LINES } from '../../../../../knowledge/service-line.js'
import type { DraftFields } from '../../../../knowledge/drafts/draft-wire.js'
import { type RegionPath, RegionPicker } from '../../region-picker.js'
import type { SourceKind } from '../knowledge-words.js'
import { BodyField } from './body-field.js'
import { draftWords } from './draft-words.js'

const { form: words } = draftWords
const asOptions = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

interface DraftFormProps {
  kind: SourceKind
  fields: DraftFields
  /** Of the region as it is saved. */
  regionName: string | null
  onChange: (fields: DraftFields) => void
}

/** A guide, or one Q&A, without its marks of a document: what is asked, the answer, and for whom it is. */
export function DraftForm({ kind, fields, regionName, onChange }: DraftFormProps) {
  const isGuide = kind === 'guide'
  const set = (change: Partial<DraftFields>) => onChange({ ...fields, ...change })
  const lines = (name: 'materials' | 'asks' | 'followUps' | 'cites') => (
    <Field name={name}>
      <Input.TextArea
        id={idOf(name)}
        autoSize={{ minRows: 2 }}
        value={fields[name].join('\n')}
        onChange={({ target }) => set({ [name]: target.value === '' ? [] : target.value.split('\n') })}
      />
    </Field>
  )
  const line = (name: 'office' | 'fee' | 'timeLimit') => (
    <Field name={name}>
      <Input id={idOf(name)} value={fields[name]} onChange={({ target }) => set({ [name]: target.value })} />
    </Field>
  )
  const day = (name: 'effectiveFrom' | 'effectiveTo') => (
    <Field name={name}>
      <Input
        id={idOf(name)}
        type="date"
        value={fields[name] ?? ''}
        onChange={({ target }) => set({ [name]: target.value || null })}
      />
    </Field>
  )
  const region: RegionPath | null =
    fields.regionCode === null
      ? null
      : { codes: [fields.regionCode], names: [regionName ?? fields.regionCode] }
  return (
    <div className="draft-form">
      <Field name="title" label={isGuide ? words.labels.title : words.question}>
        <Input.TextArea
          id={idOf('title')}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          value={fields.title}
          onChange={({ target }) => set({ title: target.value.replaceAll('\n', '') })}
        />
      </Field>
      <Field name="body" label={isGuide ? words.labels.body : words.answer}>
        <BodyField id={idOf('body')} value={fields.body} onChange={(body) => set({ body })} />
      </Field>
      {lines('asks')}
      <div className="draft-form__row">
        <Field name="matters">
          <Select
            id={idOf('matters')}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={fields.matters}
            onChange={(matters) => set({ matters })}
            options={asOptions(MATTERS)}
          />
        </Field>
        <Field name="serviceLines">
          <Select
            id={idOf('serviceLines')}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={fields.serviceLines}
            onChange={(serviceLines) => set({ serviceLines })}
            options={asOptions(SERVICE_LINES)}
          />
        </Field>
      </div>
      <Field name="regionCode">
        <RegionPicker
          id={idOf('regionCode')}
          value={region}
          placeholder={words.everywhere}
          onChange={(chosen) => set({ regionCode: chosen?.codes.at(-1) ?? null })}
        />
      </Field>
      {isGuide && (
        <>
          {lines('materials')}
          {line('office')}
          <div className="draft-form__row">
            {line('fee')}
            {line('timeLimit')}
          </div>
        </>
      )}
      {lines('followUps')}
      {lines('cites')}
      <div className="draft-form__row">
        {day('effectiveFrom')}
        {day('effectiveTo')}
      </div>
    </div>
  )
}

const idOf = (name: keyof DraftFields) => `draft-${name}`

function Field({ name, label, children }: { name: keyof DraftFields; label?: string; children: ReactNode }) {
  const hint = words.hints[name]
  return (
    <div className="draft-form__field">
      <label htmlFor={idOf(name)}>{label ?? words.labels[name]}</label>
      {hint && <span className="draft-form__hint">{hint}</span>}
      {children}
    </div>
  )
}
