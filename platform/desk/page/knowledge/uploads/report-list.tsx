import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { DoneIcon, OverdueIcon } from '../../icons.js'
import type { FileResult } from './uploads-api.js'
import { uploadsWords as words } from './uploads-words.js'

const SHOWN = 100
const VIEWS = ['all', 'doubtful', 'known', 'unread'] as const
type View = (typeof VIEWS)[number]

/** What became of each file. */
export function ReportList({ files }: { files: readonly FileResult[] }) {
  const [view, setView] = useState<View>('all')
  const [most, setMost] = useState(SHOWN)
  const of = (each: View) => files.filter((file) => fits(file, each))
  const names = {
    all: words.all,
    doubtful: words.doubtful,
    known: words.results.known,
    unread: words.results.unread,
  }
  const found = of(view)
  const views = VIEWS.map((value) => ({ value, count: of(value).length })).filter(
    ({ value, count }) => value === 'all' || value === view || count > 0,
  )
  return (
    <>
      {views.length > 1 && (
        <Segmented
          aria-label={words.report}
          value={view}
          onChange={(next) => {
            setView(next)
            setMost(SHOWN)
          }}
          options={views.map(({ value, count }) => ({ value, label: `${names[value]} ${count}` }))}
        />
      )}
      <ul className="upload__report">
        {found.slice(0, most).map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: only added to, and two may have one name
          <li key={index} data-result={file.result}>
            <FileRow file={file} />
          </li>
        ))}
      </ul>
      {found.length > most && (
        <Button onClick={() => setMost(most + 1000)}>{words.more(found.length - most)}</Button>
      )}
    </>
  )
}

function fits({ result, problems }: FileResult, view: View): boolean {
  return view === 'all' || (view === 'doubtful' ? problems > 0 : result === view)
}

function FileRow({ file: { file, result, draftId, title, message, problems } }: { file: FileResult }) {
  return (
    <>
      <span className={`upload__result upload__result--${result}`}>
        {result === 'unread' ? <OverdueIcon /> : <DoneIcon />}
        {words.results[result]}
      </span>
      <span className="upload__what">
        {draftId === null ? (
          <span>{title === null ? file : words.knownAs(title)}</span>
        ) : (
          <Link href={`/knowledge/drafts/${draftId}`}>
            {result === 'known' ? words.knownDraft : (title ?? file)}
          </Link>
        )}
        {title !== null && title !== file && <span className="upload__file">{file}</span>}
        {message !== '' && <span className={`upload__message upload__message--${result}`}>{message}</span>}
      </span>
      {problems > 0 && <span className="tag tag--warn">{words.problems(problems)}</span>}
    </>
  )
}
