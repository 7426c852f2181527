import { Alert, Button } from 'antd'
import { Link } from 'wouter'
import { sayPlaceholders } from '../../../../../knowledge/placeholders.js'
import type { DuplicatePair } from '../../../../knowledge/duplicates/duplicate-wire.js'
import { fullTime } from '../../time-words.js'
import { useAction } from '../../use-action.js'
import { duplicatesWords as words } from './duplicates-words.js'

type Entry = DuplicatePair['left']

interface PairCardProps {
  pair: DuplicatePair
  onKeep: (kept: Entry, other: Entry) => void
  onApart: () => Promise<void>
}

export function PairCard({
  pair: { left, right, likeness, wordings, isContradiction },
  onKeep,
  onApart,
}: PairCardProps) {
  const apart = useAction(onApart)
  return (
    <li className="pair">
      <header>
        <span className={isContradiction ? 'tag tag--bad' : 'tag tag--warn'}>
          {isContradiction ? words.contradiction : words.duplicate}
        </span>
        <span className="table__soft">{words.likeness(Math.floor(likeness * 100), wordings)}</span>
        <Button size="small" loading={apart.isBusy} onClick={() => void apart.run()}>
          {words.apart}
        </Button>
      </header>
      {apart.problem && <Alert type="error" showIcon role="alert" title={apart.problem} />}
      <div className="pair__sides">
        <Side entry={left} keep={words.keepLeft} onKeep={() => onKeep(left, right)} />
        <Side entry={right} keep={words.keepRight} onKeep={() => onKeep(right, left)} />
      </div>
    </li>
  )
}

interface SideProps {
  entry: Entry
  keep: string
  onKeep: () => void
}

function Side({ entry, keep, onKeep }: SideProps) {
  const { sourceId, question, asks, text, cites, regionName, createdAt, isStarter } = entry
  return (
    <div className="pair__side">
      <h2>
        <Link href={`/knowledge/sources/${sourceId}`}>{question}</Link>
      </h2>
      <p className="pair__text">{sayPlaceholders(text)}</p>
      <dl>
        <dt>{words.cites}</dt>
        <dd>{cites.length > 0 ? cites.join('；') : words.noCites}</dd>
        {asks.length > 0 && (
          <>
            <dt>{words.asks}</dt>
            <dd>{asks.join('；')}</dd>
          </>
        )}
      </dl>
      <footer>
        <span className="table__soft">
          {regionName ?? words.everywhere} · {isStarter ? words.starter : fullTime(createdAt).slice(0, 10)}
        </span>
        <Button size="small" onClick={onKeep}>
          {keep}
        </Button>
      </footer>
    </div>
  )
}
