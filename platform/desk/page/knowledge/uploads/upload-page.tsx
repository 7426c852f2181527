import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { MAX_ARCHIVE_MEGABYTES, MAX_FILE_MEGABYTES } from '../../../../knowledge/uploads/upload-limits.js'
import { AdminPage } from '../../admin-page.js'
import { DropField } from '../../drop-field.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'
import { RecentUploads } from './recent-uploads.js'
import { ReportList } from './report-list.js'
import { SendingList } from './sending-list.js'
import { uploadsApi } from './uploads-api.js'
import { uploadsWords as words } from './uploads-words.js'
import { useUploads } from './use-uploads.js'

const ACCEPTED = '.md,.markdown,.txt,.docx,.pdf,.html,.htm,.xlsx,.csv,.zip'

const AGAIN_MS = 1000
/** The API takes no more at once. */
const MAX_BULK = 2000

/** Files become drafts here; nothing is published. */
export function UploadPage() {
  const { ids, sendings, add, retry, remove, clear } = useUploads()
  const isSending = sendings.some(({ state }) => state !== 'failed')
  const uploads = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['knowledge', 'upload', id],
      queryFn: () => uploadsApi.show(id),
      refetchInterval: isSending ? AGAIN_MS : (false as const),
    })),
  })
  const files = uploads.flatMap(({ data }) => data?.report ?? [])

  useEffect(() => {
    if (!isSending) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isSending])

  return (
    <AdminPage title={words.title} state={words.nothingYet}>
      <div className="upload">
        <div className="upload__top">
          <DropField accept={ACCEPTED} isMultiple className="upload__drop" onFiles={add}>
            <strong>{words.drop}</strong>
            <span>{words.dropHint}</span>
          </DropField>
          <div className="upload__accepted">
            <dl>
              {words.accepted.map(([kind, formats]) => (
                <div key={kind}>
                  <dt>{kind}</dt>
                  <dd>{formats}</dd>
                </div>
              ))}
            </dl>
            <p>{words.limits(MAX_FILE_MEGABYTES, MAX_ARCHIVE_MEGABYTES)}</p>
          </div>
        </div>
        {sendings.length > 0 && (
          <SendingList sendings={sendings} upload={uploads.at(-1)?.data} onRetry={retry} onRemove={remove} />
        )}
        {files.length > 0 && (
          <section aria-labelledby="report">
            <h2 id="report">{words.report}</h2>
            {!isSending && (
              <SubmitAll
                uploadIds={ids}
                draftIds={files.flatMap(({ result, draftId }) =>
                  result === 'read' && draftId !== null ? [draftId] : [],
                )}
                doubtful={files.filter(({ problems }) => problems > 0).length}
                onClear={clear}
              />
            )}
            <ReportList files={files} />
          </section>
        )}
        <RecentUploads />
      </div>
    </AdminPage>
  )
}

interface SubmitAllProps {
  uploadIds: readonly string[]
  draftIds: readonly string[]
  doubtful: number
  onClear: () => void
}

function SubmitAll({ uploadIds, draftIds, doubtful, onClear }: SubmitAllProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const left = useQuery({
    queryKey: ['knowledge', 'drafts', 'left', ...uploadIds],
    queryFn: async () => {
      const pages = await Promise.all(
        uploadIds.map((uploadId) =>
          knowledgeApi.drafts(new URLSearchParams({ uploadId, status: 'draft', limit: '1' })),
        ),
      )
      return pages.reduce((sum, { total }) => sum + total, 0)
    },
  })
  const submit = useAction(async () => {
    let done = 0
    for (let start = 0; start < draftIds.length; start += MAX_BULK) {
      done += (await knowledgeApi.bulk('submit', draftIds.slice(start, start + MAX_BULK))).done
    }
    await client.invalidateQueries({ queryKey: ['knowledge'] })
    message.success(words.submitted(done))
  })
  return (
    <>
      {submit.problem && <Alert type="error" showIcon role="alert" title={submit.problem} />}
      <div className="upload__submit">
        {left.data !== undefined && left.data > 0 && (
          <Button type="primary" loading={submit.isBusy} onClick={() => void submit.run()}>
            {words.submitAll(left.data)}
          </Button>
        )}
        {uploadIds.length === 1 && draftIds.length > 0 && (
          <Link href={`/knowledge/drafts?uploadId=${uploadIds[0]}`} asChild>
            <Button>{words.inList}</Button>
          </Link>
        )}
        <Button type="text" onClick={onClear}>
          {words.again}
        </Button>
        <p>
          {left.data === 0 && draftIds.length > 0
            ? words.allSubmitted
            : doubtful > 0 && words.submitHint(doubtful)}
        </p>
      </div>
    </>
  )
}
