import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Time } from '../../time.js'
import { ReportList } from './report-list.js'
import { type ListedUpload, uploadsApi } from './uploads-api.js'
import { uploadsWords as words } from './uploads-words.js'

const REFRESH_MS = 30_000

/** What came in lately, by whom: also from the watched folder, which nobody sees at work. */
export function RecentUploads() {
  const { data } = useQuery({
    queryKey: ['knowledge', 'uploads'],
    queryFn: uploadsApi.recent,
    refetchInterval: REFRESH_MS,
  })
  const uploads = data?.uploads.filter(({ readFiles }) => readFiles > 0) ?? []
  if (uploads.length === 0) return null
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{words.recent}</h2>
      <ul className="upload__recent">
        {uploads.map((upload) => (
          <li key={upload.id}>
            <RecentUpload upload={upload} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RecentUpload({ upload }: { upload: ListedUpload }) {
  const [isOpen, setIsOpen] = useState(false)
  const { id, authorName, createdAt, endedAt, readFiles, drafts, unread } = upload
  const report = useQuery({
    queryKey: ['knowledge', 'upload', id, readFiles],
    queryFn: () => uploadsApi.show(id),
    enabled: isOpen,
  })
  return (
    <>
      <div className="upload__head">
        <span className="upload__name">{authorName}</span>
        <Time at={createdAt} />
        <span className="upload__state">{words.outcome(readFiles, drafts)}</span>
        {unread > 0 && <span className="tag tag--warn">{words.unread(unread)}</span>}
        {endedAt === null && <span className="tag">{words.notEnded}</span>}
        <Button type="link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? words.close : words.open}
        </Button>
      </div>
      {isOpen && report.data && <ReportList files={report.data.report} />}
    </>
  )
}
