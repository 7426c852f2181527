import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../../form-dialog.js'
import { useAction } from '../../use-action.js'
import { chinaDay } from '../day-words.js'
import { draftWords as words } from './draft-words.js'

interface PublishDialogProps {
  /** @param at ISO; undefined: at once */
  onPublish: (at: string | undefined) => Promise<void>
  onClose: () => void
}

interface Fields {
  when: 'now' | 'later'
  /** As the browser's field writes it, in China's time: 2026-12-01T08:30. */
  at?: string
}

const inChina = (at: string) => new Date(`${at}:00+08:00`)

/** Asks whether to publish at once or at an hour to come. */
export function PublishDialog({ onPublish, onClose }: PublishDialogProps) {
  const [form] = Form.useForm<Fields>()
  const when = Form.useWatch('when', form)
  const publish = useAction(({ when: chosen, at }: Fields) =>
    onPublish(chosen === 'later' && at ? inChina(at).toISOString() : undefined),
  )
  const tomorrow = chinaDay(Date.now() + 86_400_000)
  return (
    <FormDialog
      title={words.publishTitle}
      okText={words.publish}
      hint={words.publishHint}
      isBusy={publish.isBusy}
      problem={publish.problem}
      form={form}
      initialValues={{ when: 'now', at: `${tomorrow}T00:00` }}
      onFinish={(fields) => void publish.run(fields)}
      onClose={onClose}
    >
      <Form.Item name="when" label={words.publishWhen}>
        <Radio.Group
          className="dialog__choices"
          options={[
            { value: 'now', label: words.publishNow },
            { value: 'later', label: words.publishLater },
          ]}
        />
      </Form.Item>
      {when === 'later' && (
        <Form.Item
          name="at"
          label={words.publishAt}
          rules={[
            { required: true, message: words.publishAtMissing },
            {
              validator: async (_, at?: string) => {
                if (at && inChina(at).getTime() <= Date.now()) throw new Error(words.publishAtPast)
              },
            },
          ]}
        >
          <Input type="datetime-local" className="publish__at" />
        </Form.Item>
      )}
    </FormDialog>
  )
}
