import { draftWords as words } from './draft-words.js'

/** How a document is written as text. */
export function EditorHelp() {
  return (
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
  )
}
