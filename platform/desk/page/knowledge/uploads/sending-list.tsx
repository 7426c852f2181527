import { Button, Progress } from 'antd'
import { OverdueIcon } from '../../icons.js'
import type { Upload } from './uploads-api.js'
import { uploadsWords as words } from './uploads-words.js'
import type { Sending } from './use-uploads.js'

interface SendingListProps {
  sendings: readonly Sending[]
  /** To which they belong. */
  upload: Upload | undefined
  onRetry: (keys: readonly number[]) => void
  onRemove: (key: number) => void
}

/** Files on their way, and those that did not arrive. */
export function SendingList({ sendings, upload, onRetry, onRemove }: SendingListProps) {
  const failed = sendings.filter(({ state }) => state === 'failed')
  return (
    <section className="upload__sending" aria-labelledby="sending">
      <h2 id="sending">
        {failed.length === sendings.length ? words.notSent : words.sending}
        {failed.length > 1 && (
          <Button size="small" onClick={() => onRetry(failed.map(({ key }) => key))}>
            {words.retryAll}
          </Button>
        )}
      </h2>
      <ul>
        {sendings.map(({ key, file, state, sent, problem }) => (
          <li key={key}>
            <span className="upload__name">{file.name}</span>
            {state === 'failed' ? (
              <span className="upload__failed" role="alert">
                <OverdueIcon /> {problem}
              </span>
            ) : (
              <span className="upload__state">
                {state === 'waiting' && words.states.waiting}
                {state === 'sending' && words.states.sending(Math.round(sent * 100))}
                {state === 'reading' && readingWords(file, upload)}
              </span>
            )}
            {state === 'failed' ? (
              <span className="upload__actions">
                <Button size="small" onClick={() => onRetry([key])}>
                  {words.retry}
                </Button>
                <Button size="small" type="text" onClick={() => onRemove(key)}>
                  {words.remove}
                </Button>
              </span>
            ) : (
              <Progress
                percent={Math.round(sent * 100)}
                showInfo={false}
                size="small"
                status={state === 'reading' ? 'active' : 'normal'}
                aria-label={file.name}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function readingWords({ name }: File, upload: Upload | undefined): string {
  if (!/\.zip$/i.test(name) || !upload || upload.files === 0) return words.states.reading
  return words.states.readingOf(upload.readFiles, upload.files)
}
