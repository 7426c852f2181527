import { Alert, App, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { AskedQuestion, TryReply } from '../../../../knowledge/tester/try-wire.js'
import { Dialog } from '../../dialog.js'
import { useAction } from '../../use-action.js'
import { qualityApi } from '../quality-api.js'
import { testerWords as words } from './tester-words.js'

interface SaveCaseDialogProps {
  asked: AskedQuestion
  reply: TryReply
  onClose: () => void
}

const OFFERED = 15

/** Keeps the question with what should decide it. What the answer cites is marked to begin with. */
export function SaveCaseDialog({ asked, reply, onClose }: SaveCaseDialogProps) {
  const { message } = App.useApp()
  const offered = (reply.candidates ?? []).filter(({ citedAs }, place) => place < OFFERED || citedAs !== null)
  const [right, setRight] = useState<string[]>(
    offered.flatMap(({ passageId, citedAs }) => (citedAs === null ? [] : passageId)),
  )
  const [named, setNamed] = useState('')
  const [note, setNote] = useState('')
  const save = useAction(async () => {
    await qualityApi.addCase({
      ...asked,
      expected: offered
        .filter(({ passageId }) => right.includes(passageId))
        .map(({ title, article }) => ({ title, article })),
      named: named.split('\n').flatMap((line) => line.trim() || []),
      note: note.trim(),
    })
    void message.success(
      <>
        {words.saved} <Link href="/knowledge/cases">{words.toCases}</Link>
      </>,
    )
    onClose()
  })
  return (
    <Dialog
      title={words.save}
      okText={words.save}
      confirmLoading={save.isBusy}
      onOk={() => void save.run()}
      onCancel={onClose}
      className="save-case"
    >
      {save.problem && <Alert type="error" showIcon role="alert" title={save.problem} />}
      <p className="save-case__question">{asked.question}</p>
      <p className="dialog__hint">{words.saveHint}</p>
      <fieldset>
        <legend>{words.right}</legend>
        <p className="dialog__hint">{words.rightHint}</p>
        <Checkbox.Group
          className="save-case__right"
          value={right}
          onChange={setRight}
          options={offered.map(({ passageId, title, article }) => ({
            value: passageId,
            label: article === null ? title : `${title} ${article}`,
          }))}
        />
      </fieldset>
      <label htmlFor="case-named">{words.named_articles}</label>
      <Input.TextArea
        id="case-named"
        autoSize={{ minRows: 1, maxRows: 4 }}
        placeholder={words.namedPlaceholder}
        value={named}
        onChange={({ target }) => setNamed(target.value)}
      />
      <label htmlFor="case-note">{words.note}</label>
      <Input id="case-note" maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
    </Dialog>
  )
}
