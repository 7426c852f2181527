import { Alert, Button } from 'antd'
import { Link } from 'wouter'
import type { DependentRow } from '../../../../knowledge/dependents/dependent-wire.js'
import { Time } from '../../time.js'
import { knowledgeWords } from '../knowledge-words.js'
import { MarkedWords } from '../marked-words.js'
import { DependentActions } from './dependent-actions.js'
import { dependentsWords as words } from './dependents-words.js'

/** One guide or question: what it says, which articles changed and how, what can be done. */
export function DependentCard({ row, onTell }: { row: DependentRow; onTell: () => void }) {
  const { title, kind, sourceId, versionId, text, status, isSuspended, articles } = row
  const isOpen = status === 'open'
  const id = `dependent-${versionId}`
  return (
    <article className="dependent" aria-labelledby={id}>
      <header className="dependent__head">
        <h2 id={id}>
          <Link href={`/knowledge/sources/${sourceId}?version=${versionId}`}>{title}</Link>
        </h2>
        {isOpen ? (
          <span className={`tag ${isSuspended ? 'tag--bad' : 'tag--warn'}`}>
            {isSuspended ? words.suspended : words.inUse}
          </span>
        ) : (
          <span className="tag">{words.decided(row.deciderName, status)}</span>
        )}
        <span className="dependent__about">
          <span>{knowledgeWords.kinds[kind]}</span>
          <span>{row.regionName ?? knowledgeWords.national}</span>
          <span>
            {words.since} <Time at={row.since} />
          </span>
        </span>
      </header>
      <div className="dependent__body">
        <div>
          <h3>{words.text}</h3>
          <p className="dependent__text">{text}</p>
        </div>
        <div>
          <h3>{words.articles}</h3>
          <ul className="dependent__articles">
            {articles.map((article) => (
              <ChangedArticle key={`${article.law} ${article.label}`} article={article} />
            ))}
          </ul>
        </div>
      </div>
      {isOpen && !row.canReturn && isSuspended && <Alert type="warning" showIcon title={words.notHeld} />}
      {isOpen && <DependentActions row={row} onTell={onTell} />}
      {(status === 'withdrawn' || status === 'replaced') && (
        <footer className="dependent__actions">
          <Button type="text" className="dependent__tell" onClick={onTell}>
            {words.tell}
          </Button>
        </footer>
      )}
    </article>
  )
}

function ChangedArticle({ article }: { article: DependentRow['articles'][number] }) {
  const { law, label, why, oldVersion, newVersion, movedTo, lawSourceId } = article
  const isCompared = newVersion !== null && oldVersion.id !== '' && newVersion.id !== oldVersion.id
  return (
    <li>
      <p className="dependent__article">
        <strong>{words.article(law, label, movedTo)}</strong>
        <span className={`tag ${why === 'changed' ? 'tag--warn' : 'tag--bad'}`}>{words.why[why]}</span>
        <span className="dependent__versions">
          {words.versions(oldVersion.versionDate, newVersion?.versionDate ?? null)}
        </span>
      </p>
      <p className="dependent__words">
        <MarkedWords words={article.words} />
      </p>
      {movedTo !== null && <p className="dependent__moved">{words.movedTo(label, movedTo)}</p>}
      {why !== 'changed' && movedTo === null && <p className="dependent__gone">{words.goneHint}</p>}
      {isCompared && (
        <Link
          className="dependent__compare"
          href={`/knowledge/sources/${lawSourceId}/diff?after=${newVersion.id}&before=${oldVersion.id}`}
        >
          {words.compare}
        </Link>
      )}
    </li>
  )
}
