import { Alert, Button, Input, Segmented, Tooltip } from 'antd'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { ChangedAlert, isChanged } from '../changed-alert.js'
import { DraftForm } from './draft-form.js'
import { draftWords as words } from './draft-words.js'
import { EditorHelp } from './editor-help.js'
import type { DraftEdit } from './use-draft-edit.js'

interface DraftEditorProps {
  reply: DraftReply
  draftEdit: DraftEdit
  /** Who saved what is shown beside it meanwhile; null: nobody. */
  otherName: string | null
  onSeeOthers: () => void
  onStop: () => void
}

/** A guide or Q&A, to be written. What is saved is read again at once. */
export function DraftEditor({ reply, draftEdit, otherName, onSeeOthers, onStop }: DraftEditorProps) {
  const { edit, save, write, changeTo } = draftEdit
  const { draft, fields, sources } = reply
  if (edit === null) return null
  const isForm = 'fields' in edit
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault()
        void save.run()
      }}
      onKeyDown={(event) => {
        if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          void save.run()
        }
      }}
    >
      {isChanged(save.failure) ? (
        <ChangedAlert
          failure={save.failure}
          hint={words.conflictHint}
          reload={words.seeOthers}
          onReload={onSeeOthers}
        />
      ) : (
        save.problem && <Alert type="error" showIcon role="alert" title={save.problem} />
      )}
      {otherName !== null && <Alert type="warning" showIcon title={words.othersShown(otherName)} />}
      {draftEdit.isKept && <Alert type="info" showIcon title={words.kept} />}
      {draft.status === 'in_review' && !draft.isOwn && (
        <Alert type="info" showIcon title={words.ownWhenEdited} />
      )}
      {fields && (
        <Tooltip title={draftEdit.isChanged ? words.saveBefore : undefined}>
          <Segmented
            className="editor__how"
            aria-label={words.how.label}
            disabled={draftEdit.isChanged}
            value={isForm ? 'form' : 'text'}
            onChange={changeTo}
            options={[
              { value: 'form', label: words.how.form },
              { value: 'text', label: words.how.text },
            ]}
          />
        </Tooltip>
      )}
      {isForm ? (
        <DraftForm
          kind={draft.kind}
          fields={edit.fields}
          regionName={sources[0]?.regionName ?? null}
          onChange={(next) => write({ fields: next })}
        />
      ) : (
        <>
          <Input.TextArea
            aria-label={words.writing}
            className="editor__text"
            value={edit.text}
            autoSize={{ minRows: 18 }}
            spellCheck={false}
            onChange={({ target }) => write({ text: target.value })}
          />
          <EditorHelp />
        </>
      )}
      <div className="editor__actions">
        <Button type="primary" htmlType="submit" disabled={!draftEdit.isChanged} loading={save.isBusy}>
          {words.save}
        </Button>
        <Button onClick={onStop}>{words.stopEditing}</Button>
      </div>
    </form>
  )
}
