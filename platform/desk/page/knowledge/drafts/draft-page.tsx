import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useParams, useSearchParams } from 'wouter'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { Found } from '../../found.js'
import { fullTime } from '../../time-words.js'
import { DetailHead } from '../detail-head.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { partId } from '../parts-text.js'
import { PreviewChanges } from '../preview/preview-changes.js'
import { CommentList } from './comment-list.js'
import { DraftActions } from './draft-actions.js'
import { DraftEditor } from './draft-editor.js'
import { DraftNotes } from './draft-notes.js'
import { DraftSteps } from './draft-steps.js'
import { draftWords as words } from './draft-words.js'
import { OriginalPane, type OriginalView } from './original-pane.js'
import { lineId } from './original-text.js'
import { ParsedSources, partsPrefix } from './parsed-sources.js'
import { type Place, ProblemList } from './problem-list.js'
import { RegionForm } from './region-form.js'
import { useDraftEdit } from './use-draft-edit.js'

const BACK = '/knowledge/drafts'

/** One draft: the original beside what was understood of it, and its way to publication. */
export function DraftPage() {
  const { draftId = '' } = useParams<{ draftId: string }>()
  const query = useQuery({
    queryKey: ['knowledge', 'draft', draftId],
    queryFn: () => knowledgeApi.draft(draftId),
  })
  return (
    <Found query={query} texts={knowledgeWords} back={BACK}>
      {(reply) => <OpenDraft key={draftId} reply={reply} />}
    </Found>
  )
}

function OpenDraft({ reply }: { reply: DraftReply }) {
  const { draft, sources, problems, editText, hasOriginal } = reply
  const { id, status, kind, title, file, authorName, editorName, createdAt } = draft
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [parameters] = useSearchParams()
  const [pane, setPane] = useState<'text' | 'parsed'>('parsed')
  const [view, setView] = useState<OriginalView>('pdf')
  const [otherName, setOtherName] = useState<string | null>(null)

  const take = async (next: DraftReply) => {
    client.setQueryData(['knowledge', 'draft', id], next)
    await client.invalidateQueries({
      queryKey: ['knowledge'],
      predicate: ({ queryKey }) => queryKey[1] !== 'draft' || queryKey[2] !== id,
    })
  }
  const draftEdit = useDraftEdit(reply, async (next) => {
    setOtherName(null)
    await take(next)
    message.success(words.saved)
  })
  const isOpen = status === 'draft' || status === 'in_review'
  const mayEdit = editText !== null && isOpen
  const isEditing = mayEdit && draftEdit.edit !== null
  const { begin } = draftEdit
  const asksToEdit = parameters.get('edit') !== null && mayEdit
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it was asked for
  useEffect(() => {
    if (!asksToEdit) return
    begin()
    setPane('text')
  }, [asksToEdit])

  const seeOthers = async () => {
    const next = await knowledgeApi.draft(id)
    setOtherName(next.draft.editorName ?? next.draft.authorName)
    draftEdit.haveSeen(next.draft.version)
    await take(next)
    setPane('parsed')
  }
  const stopEditing = async () => {
    if (draftEdit.isChanged) {
      const isSure = await modal.confirm({
        title: words.stopEditingTitle,
        content: words.stopEditingHint,
        okText: words.stopEditing,
      })
      if (!isSure) return
    }
    setOtherName(null)
    draftEdit.stop()
  }
  const jump = (place: Place) => {
    const isLine = 'line' in place
    setPane(isLine ? 'text' : 'parsed')
    if (isLine) setView('text')
    const target = isLine ? lineId(place.line) : partId(partsPrefix(place.source), place.part)
    // After the pane has been shown.
    requestAnimationFrame(() => {
      const element = document.getElementById(target)
      element?.closest('details')?.setAttribute('open', '')
      element?.scrollIntoView({ block: 'center' })
      element?.focus({ preventScroll: true })
    })
  }

  return (
    <div className="detail">
      <DetailHead
        backTo={BACK}
        title={title}
        status={
          <span className={`status status--draft-${status}`}>{knowledgeWords.draftStatuses[status]}</span>
        }
        about={[
          knowledgeWords.kinds[kind],
          words.by(authorName, fullTime(createdAt)),
          ...(editorName === null ? [] : [words.editedBy(editorName)]),
          words.file(file),
          ...(hasOriginal
            ? [
                <a key="original" href={knowledgeApi.originalOf(id)} download>
                  {words.original}
                </a>,
              ]
            : []),
        ]}
        actions={
          <>
            {mayEdit && !isEditing && (
              <Button
                onClick={() => {
                  begin()
                  setPane('text')
                }}
              >
                {words.edit}
              </Button>
            )}
            <DraftActions reply={reply} isChanged={draftEdit.isChanged} onDone={take} />
          </>
        }
      />
      <div className="detail__notes">
        <DraftSteps draft={draft} />
        <DraftNotes reply={reply} />
        {isOpen && <ProblemList problems={problems} sources={sources} onJump={jump} />}
        {isOpen && kind === 'statute' && <RegionForm key={reply.regionCode} reply={reply} onDone={take} />}
      </div>
      <Segmented
        className="panes__choice"
        aria-label={words.panes}
        value={pane}
        onChange={setPane}
        options={[
          { value: 'text', label: words.text },
          { value: 'parsed', label: words.parsed },
        ]}
      />
      <div className="panes" data-shown={pane}>
        <section className="pane pane--text" aria-labelledby="pane-text">
          <h2 id="pane-text">
            {words.text}
            <span>
              {isEditing ? words.editHint : reply.isPdf && view === 'pdf' ? words.pdfHint : words.textHint}
            </span>
          </h2>
          {isEditing ? (
            <DraftEditor
              reply={reply}
              draftEdit={draftEdit}
              otherName={otherName}
              onSeeOthers={() => void seeOthers()}
              onStop={() => void stopEditing()}
            />
          ) : (
            <OriginalPane reply={reply} view={view} onChange={setView} />
          )}
        </section>
        <section className="pane pane--parsed" aria-labelledby="pane-parsed">
          <h2 id="pane-parsed">
            {words.parsed}
            <span>{words.parsedHint}</span>
          </h2>
          <ParsedSources reply={reply} />
        </section>
      </div>
      {(isOpen || status === 'scheduled') && <PreviewChanges key={draft.version} draftIds={[id]} />}
      <CommentList reply={reply} onDone={take} />
    </div>
  )
}
