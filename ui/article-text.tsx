import type { Article } from './article.js'
import { Icon } from './icon.js'
import { keyed } from './keyed.js'
import { markQuote } from './mark-quote.js'
import { useWords } from './words/use-words.js'

export function ArticleText({ article, quote }: { article: Article; quote: string | null }) {
  const words = useWords()
  const paragraphs = markQuote(withoutNumber(article), quote)
  const marked = paragraphs.some((pieces) => pieces.some((piece) => piece.marked))
  return (
    <article lang="zh-CN">
      {article.headingPath && <p className="reader__path">{article.headingPath}</p>}
      {article.article && <h3 className="reader__number">{article.article}</h3>}
      <ArticleFacts article={article} />
      <NoLongerValid article={article} />
      <div className={article.kind === 'statute' ? 'reader__text reader__text--law' : 'reader__text'}>
        {keyed(paragraphs, (pieces) => pieces.map((piece) => piece.text).join('')).map((paragraph) => (
          <p key={paragraph.key}>
            {keyed(paragraph.item, (piece) => piece.text).map(({ key, item }) =>
              item.marked ? <mark key={key}>{item.text}</mark> : <span key={key}>{item.text}</span>,
            )}
          </p>
        ))}
      </div>
      {marked && (
        <p className="reader__legend">
          <mark aria-hidden="true">　　</mark>
          {words.reader.marked}
        </p>
      )}
    </article>
  )
}

function ArticleFacts({ article }: { article: Article }) {
  const words = useWords()
  const facts = [
    article.versionDate && words.reader.version(article.versionDate),
    article.effectiveFrom && words.reader.effectiveFrom(article.effectiveFrom),
    article.effectiveTo && words.reader.effectiveTo(article.effectiveTo),
    article.issuingBody,
  ].filter((fact) => fact !== null && fact !== '')
  return (
    <ul className="reader__facts">
      {article.kind === 'statute' && (
        <li>
          <span className={article.inForce ? 'badge badge--good' : 'badge badge--bad'}>
            <Icon name={article.inForce ? 'check' : 'alert'} />
            {article.inForce ? words.reader.inForce : words.reader.notInForce}
          </span>
        </li>
      )}
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  )
}

/** An answer of its time cited it, and may be read long after. */
function NoLongerValid({ article: { withdrawn, inForce, effectiveTo } }: { article: Article }) {
  const { reader } = useWords()
  const notice = withdrawn ? reader.withdrawn : !inForce && effectiveTo !== null ? reader.superseded : null
  return notice === null ? null : (
    <p className="callout" role="note">
      <Icon name="alert" />
      {notice}
    </p>
  )
}

/** The number stands above as a heading; a text that repeats it would be read out twice. */
function withoutNumber({ article, text }: Article): string {
  return article !== null && text.startsWith(article)
    ? text.slice(article.length).replace(/^[\s　]+/, '')
    : text
}
