import { Segmented } from 'antd'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { knowledgeApi } from '../knowledge-api.js'
import { draftWords as words } from './draft-words.js'
import { OriginalText } from './original-text.js'

/** Of the browser's viewer: as wide as the pane, without small pages beside it. */
const VIEW = '#navpanes=0&view=FitH'

export type OriginalView = 'pdf' | 'text'

interface OriginalPaneProps {
  reply: DraftReply
  view: OriginalView
  onChange: (view: OriginalView) => void
}

/** What the draft was read out of: its text with numbers of lines, and of a PDF the pages themselves. */
export function OriginalPane({ reply: { draft, text, isPdf }, view, onChange }: OriginalPaneProps) {
  if (!isPdf) return <OriginalText text={text} />
  return (
    <>
      <div className="pdf-view__choice">
        <Segmented
          size="small"
          aria-label={words.pdfOr.label}
          value={view}
          onChange={onChange}
          options={[
            { value: 'pdf', label: words.pdfOr.pdf },
            { value: 'text', label: words.pdfOr.text },
          ]}
        />
        {view === 'pdf' && (
          <span>
            {words.pdfNotShown}{' '}
            <a href={knowledgeApi.originalOf(draft.id)} download>
              {words.original}
            </a>
          </span>
        )}
      </div>
      {view === 'pdf' ? (
        <iframe
          className="pdf-view"
          title={words.pdfTitle(draft.file)}
          src={`${knowledgeApi.pdfOf(draft.id)}${VIEW}`}
          loading="lazy"
        />
      ) : (
        <OriginalText text={text} />
      )}
    </>
  )
}
