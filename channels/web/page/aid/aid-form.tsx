import { type HTMLInputTypeAttribute, useId } from 'react'
import { Icon } from '../../../../ui/icon.js'
import { useWords } from '../../../../ui/words/use-words.js'
import type { AidDraft, AidFields } from './aid-draft.js'

interface AidFormProps {
  draft: AidDraft
  /** Under which name the matter stands; null: another. */
  label: string | null
  onField: (name: keyof AidFields, text: string) => void
  onPickRegion: () => void
  onNext: () => void
  onPrevious: () => void
}

const LONGEST: Record<keyof AidFields, number> = {
  whatHappened: 2000,
  otherParty: 200,
  request: 500,
  name: 50,
  identityNumber: 40,
  phone: 40,
  address: 200,
  agent: 100,
}

/** What was said stands in it already; who applies is typed, and may be left to the pen. */
export function AidForm({ draft, label, onField, onPickRegion, onNext, onPrevious }: AidFormProps) {
  const words = useWords()
  const { form } = words.aid
  const { fields, region } = draft
  const regionId = useId()
  const field = (name: keyof AidFields, more: Partial<FieldProps> = {}) => (
    <Field
      name={name}
      label={form[name]}
      value={fields[name]}
      maxLength={LONGEST[name]}
      onChange={(text) => onField(name, text)}
      {...more}
    />
  )
  return (
    <form
      className="aid__form"
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
      noValidate
    >
      <p className="aid__what">{fields.whatHappened === '' ? form.empty : form.what}</p>
      <div className="aid-field">
        <span className="aid-field__label">{form.matter}</span>
        <p className="aid-field__fixed">{label ?? form.otherMatter}</p>
      </div>
      {field('whatHappened', { rows: 6, hint: form.whatHappenedHint })}
      {field('otherParty', { hint: form.otherPartyHint })}
      {field('request', { rows: 2 })}
      <div className="aid-field">
        <span id={regionId} className="aid-field__label">
          {form.region}
        </span>
        <button
          type="button"
          className="field aid-field__region"
          aria-describedby={regionId}
          onClick={onPickRegion}
        >
          <Icon name="pin" />
          {region?.name ?? form.regionUnset}
        </button>
      </div>
      <fieldset className="aid__person">
        <legend className="aid-question__legend">{form.person}</legend>
        <p className="aid-question__hint">{form.personHint}</p>
        {field('name', { autoComplete: 'name' })}
        {field('identityNumber', { autoComplete: 'off' })}
        {field('phone', { type: 'tel', autoComplete: 'tel' })}
        {field('address', { autoComplete: 'street-address' })}
        {field('agent', { autoComplete: 'off' })}
      </fieldset>
      <div className="aid__actions">
        <button type="button" className="button" onClick={onPrevious}>
          {words.aid.previous}
        </button>
        <button type="submit" className="button button--primary">
          {form.preview}
        </button>
      </div>
    </form>
  )
}

interface FieldProps {
  name: keyof AidFields
  label: string
  value: string
  maxLength: number
  onChange: (text: string) => void
  hint?: string
  /** Absent: one line. */
  rows?: number
  type?: HTMLInputTypeAttribute
  autoComplete?: string
}

function Field({ name, label, value, onChange, hint, rows, ...input }: FieldProps) {
  const id = useId()
  const shared = {
    id,
    name,
    value,
    className: 'field',
    'aria-describedby': hint ? `${id}-hint` : undefined,
    ...input,
  }
  return (
    <div className="aid-field">
      <label htmlFor={id} className="aid-field__label">
        {label}
      </label>
      {rows === undefined ? (
        <input {...shared} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint && (
        <span id={`${id}-hint`} className="aid-field__hint">
          {hint}
        </span>
      )}
    </div>
  )
}
