import { Alert, App, Button, Form, Input, Radio } from 'antd'
import { useSession } from '../session.js'
import { readDraft, writeDraft } from '../ticket/saved-draft.js'
import { fullTime } from '../time-words.js'
import { useAction } from '../use-action.js'
import { type Marks, type Sample, supervisionApi } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'

type Given = Partial<Marks> & { note?: string }

const CRITERIA = ['correct', 'basis', 'complete', 'wording', 'timely'] as const
const MARKS = [1, 2, 3, 4, 5] as const

/** Five marks and a word to them. Who gave them may change them; for others they stand. */
export function SampleForm({ sample, onSaved }: { sample: Sample; onSaved: () => Promise<void> }) {
  const { id, marks, note, reviewerId, reviewedBy, reviewedAt } = sample
  const { id: memberId } = useSession().member
  const { message } = App.useApp()
  const [form] = Form.useForm<Given>()
  const subject = `sample.${id}`
  const isOthers = marks !== null && reviewerId !== memberId
  const keep = (given: Given | null) =>
    writeDraft(memberId, subject, { mode: 'note', text: given === null ? '' : JSON.stringify(given) })
  const save = useAction(async ({ note: written = '', ...given }: Given) => {
    await supervisionApi.review(id, { marks: given as Marks, note: written.trim() })
    keep(null)
    message.success(words.saved)
    await onSaved()
  })
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={isOthers}
      scrollToFirstError
      initialValues={{ ...marks, note: note ?? '', ...keptIn(readDraft(memberId, subject)?.text) }}
      onValuesChange={(_, given) => keep(given)}
      onFinish={(given) => void save.run(given)}
    >
      <h3 className="panel__title">{words.form}</h3>
      <p className="panel__note">
        {marks === null ? words.scale : words.by(reviewedBy ?? '', fullTime(reviewedAt ?? ''))}
        {isOthers && ` · ${words.onlyReviewer}`}
      </p>
      {CRITERIA.map((name) => {
        const [what, how] = words.criteria[name]
        return (
          <Form.Item
            key={name}
            name={name}
            label={
              <>
                {what}
                <span className="sample__how">{how}</span>
              </>
            }
            rules={[{ required: true, message: words.missing }]}
          >
            <Radio.Group
              aria-label={what}
              optionType="button"
              buttonStyle="solid"
              options={MARKS.map((value) => ({ value, label: value, title: words.markLong(what, value) }))}
            />
          </Form.Item>
        )
      })}
      <Form.Item name="note" label={words.note}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          placeholder={isOthers ? words.noNote : words.notePlaceholder}
        />
      </Form.Item>
      {save.problem && <Alert type="error" showIcon title={save.problem} role="alert" />}
      {!isOthers && (
        <Button type="primary" htmlType="submit" block loading={save.isBusy}>
          {marks === null ? words.save : words.change}
        </Button>
      )}
    </Form>
  )
}

/** What was filled in before and not saved. */
function keptIn(text: string | undefined): Given {
  try {
    return JSON.parse(text ?? '{}') as Given
  } catch {
    return {}
  }
}
