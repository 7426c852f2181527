import { Form, Input, Select } from 'antd'
import { MATTERS } from '../../../../knowledge/matter.js'
import type { Region } from './review-api.js'
import { reviewWords as words } from './review-words.js'

/** No value of a select. */
export const EVERYWHERE = ''

/** The parts of a question with its answer, within a form of `QaText`, where `EVERYWHERE` stands for no region. */
export function QaFields({ regions, isReadOnly }: { regions: readonly Region[]; isReadOnly?: boolean }) {
  const rules = [{ required: true, whitespace: true, message: words.missing }]
  return (
    <>
      <Form.Item name="question" label={words.question} extra={words.questionHint} rules={rules}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} readOnly={isReadOnly} />
      </Form.Item>
      <Form.Item name="answer" label={words.answer} extra={words.answerHint} rules={rules}>
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} maxLength={5000} readOnly={isReadOnly} />
      </Form.Item>
      <div className="qa__row">
        <Form.Item name="matter" label={words.matter}>
          <Select
            disabled={isReadOnly}
            showSearch={{ optionFilterProp: 'label' }}
            options={Object.entries(MATTERS).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="regionCode" label={words.region} extra={words.regionHint}>
          <Select
            disabled={isReadOnly}
            options={[
              { value: EVERYWHERE, label: words.everywhere },
              ...regions.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        </Form.Item>
      </div>
    </>
  )
}
