import { Alert, Button, Input } from 'antd'
import { ChangedAlert, isChanged } from '../changed-alert.js'
import { draftWords as words } from './draft-words.js'
import type { DraftText } from './use-draft-text.js'

interface DraftEditorProps {
  draftText: DraftText
  /** Who saved what is shown beside it meanwhile; null: nobody. */
  otherName: string | null
  /** Once it is saved, somebody else has to publish it. */
  becomesOwn: boolean
  onSeeOthers: () => void
  onStop: () => void
}

/** The document of a guide or of Q&A, to be written. What is saved is read again at once. */
export function DraftEditor({ draftText, otherName, becomesOwn, onSeeOthers, onStop }: DraftEditorProps) {
  const { text, save, write } = draftText
  return (
    <div className="editor">
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
      {draftText.isKept && <Alert type="info" showIcon title={words.kept} />}
      {becomesOwn && <Alert type="info" showIcon title={words.ownWhenEdited} />}
      <Input.TextArea
        aria-label={words.writing}
        className="editor__text"
        value={text ?? ''}
        autoSize={{ minRows: 18 }}
        spellCheck={false}
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void save.run()
          }
        }}
      />
      <div className="editor__actions">
        <Button
          type="primary"
          disabled={!draftText.isChanged}
          loading={save.isBusy}
          onClick={() => void save.run()}
        >
          {words.save}
        </Button>
        <Button onClick={onStop}>{words.stopEditing}</Button>
      </div>
      <details className="editor__help">
        <summary>{words.help}</summary>
        <p>{words.helpTop}</p>
        <dl>
          {words.helpLines.map(([written, meaning]) => (
            <div key={written}>
              <dt>
                <code>{written}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}
