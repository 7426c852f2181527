import { Alert, App, Form } from 'antd'
import { useState } from 'react'
import { ArticleReader } from '../../../../ui/article-reader.js'
import type { QaText } from '../../../review/review-wire.js'
import { deskApi } from '../desk-api.js'
import { Dialog } from '../dialog.js'
import { useAction } from '../use-action.js'
import { QaChecks } from './qa-checks.js'
import { QaFields } from './qa-fields.js'
import { reviewApi, type TicketQa } from './review-api.js'
import { reviewWords as words } from './review-words.js'
import { useQaForm } from './use-qa-form.js'

interface ProposeDialogProps {
  number: string
  draft: QaText
  qa: TicketQa
  onDone: () => void
  onClose: () => void
}

/** The question of a ticket with its answer, as it is to go to the review. */
export function ProposeDialog({ number, draft, qa, onDone, onClose }: ProposeDialogProps) {
  const { message } = App.useApp()
  const { form, initialValues, text, onValuesChange, check, isChecking } = useQaForm(
    draft,
    qa.proposal?.id ?? null,
  )
  const [reading, setReading] = useState<string | null>(null)
  const send = useAction(async () => {
    await reviewApi.propose(number, text)
    message.success(words.sent)
    onDone()
  })
  return (
    <>
      <Dialog
        width={880}
        // What was written is not lost by a click beside it, nor by closing the article above it.
        mask={{ closable: false }}
        keyboard={reading === null}
        title={words.propose}
        okText={words.send}
        confirmLoading={send.isBusy}
        onOk={form.submit}
        onCancel={onClose}
      >
        <p className="dialog__hint">{words.proposeHint}</p>
        {send.problem && <Alert type="error" showIcon title={send.problem} role="alert" />}
        <div className="qa">
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={initialValues}
            onValuesChange={onValuesChange}
            onFinish={() => void send.run()}
          >
            <QaFields regions={qa.regions} />
          </Form>
          <div className="qa__side">
            {qa.hidden.length > 0 && <HiddenParts {...qa} draft={draft} />}
            <QaChecks checked={check.data} isChecking={isChecking} onRead={setReading} />
          </div>
        </div>
      </Dialog>
      {reading && (
        <ArticleReader
          key={reading}
          passageId={reading}
          quote={null}
          load={deskApi.passage}
          onClose={() => setReading(null)}
        />
      )}
    </>
  )
}

/** What stood there, and what stands there now. */
function HiddenParts({ hidden, draft }: { hidden: TicketQa['hidden']; draft: QaText }) {
  const isThere = (put: string) => draft.question.includes(put) || draft.answer.includes(put)
  return (
    <section className="qa-hidden" aria-label={words.hidden}>
      <h2>{words.hidden}</h2>
      <ul>
        {hidden.map(({ kind, value, put }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: never reordered, and two may read the same
          <li key={index}>
            <span className="qa-hidden__kind">{kind}</span>
            <del>{value ?? words.hiddenValue}</del>
            <span aria-hidden>→</span>
            <ins>{isThere(put) ? put : words.leftOut}</ins>
          </li>
        ))}
      </ul>
      <p className="qa-checks__hint">{words.hiddenHint}</p>
    </section>
  )
}
