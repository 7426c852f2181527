import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Article } from './article.js'
import { ArticleText } from './article-text.js'
import { Icon } from './icon.js'
import { Sheet } from './sheet.js'
import { useWords } from './words/use-words.js'

interface ArticleReaderProps {
  passageId: string
  /** Opens it also when it is published no longer. */
  passageKey?: string
  /** Verbatim words of that passage to mark. */
  quote: string | null
  load: (passageId: string, key?: string) => Promise<Article>
  onClose: () => void
}

/** Between the article's number, which stays at the top, and the paragraph with the quoted words. */
const PARAGRAPH_GAP_PX = 12

/** The whole passage with the quoted words marked; its neighbours are one press away. */
export function ArticleReader({ passageId, passageKey, quote, load, onClose }: ArticleReaderProps) {
  const words = useWords()
  // A new object asks again, also for the same passage after a failure.
  const [request, setRequest] = useState<{ passageId: string; key?: string }>({
    passageId,
    key: passageKey,
  })
  const [article, setArticle] = useState<Article | null>(null)
  const [failed, setFailed] = useState(false)
  const topRef = useRef<HTMLDivElement>(null)
  const loadPassage = useEffectEvent(load)

  useEffect(() => {
    let current = true
    setFailed(false)
    loadPassage(request.passageId, request.key).then(
      (loaded) => current && setArticle(loaded),
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [request])

  useEffect(() => {
    if (article && topRef.current) showQuote(topRef.current)
  }, [article])

  const go = (id: string | null) => id && setRequest({ passageId: id })
  const title = article ? article.lawTitle : words.loading
  return (
    <Sheet
      title={title}
      place="side"
      onClose={onClose}
      footer={article && <Neighbours article={article} onGo={go} />}
    >
      <div ref={topRef} className="reader" aria-live="polite" aria-busy={article?.id !== request.passageId}>
        {failed && (
          <div className="reader__failed">
            <p>{words.loadFailed}</p>
            <button type="button" className="button" onClick={() => setRequest({ ...request })}>
              {words.retry}
            </button>
          </div>
        )}
        {!failed && !article && <p className="reader__loading">{words.loading}</p>}
        {!failed && article && (
          <ArticleText article={article} quote={article.id === passageId ? quote : null} />
        )}
      </div>
    </Sheet>
  )
}

/** From the top, if the quoted words are seen from there; else from the start of the paragraph that holds them. */
function showQuote(reader: HTMLElement) {
  const body = reader.parentElement!
  body.scrollTop = 0
  const mark = reader.querySelector('mark')
  if (!mark || mark.getBoundingClientRect().bottom <= body.getBoundingClientRect().bottom) return
  const number = reader.querySelector('.reader__number')?.getBoundingClientRect().height ?? 0
  const top = (element: Element) =>
    element.getBoundingClientRect().top - body.getBoundingClientRect().top - number - PARAGRAPH_GAP_PX
  const paragraph = mark.closest('p') ?? mark
  body.scrollTop = top(mark) - top(paragraph) < body.clientHeight / 2 ? top(paragraph) : top(mark)
}

function Neighbours({ article, onGo }: { article: Article; onGo: (id: string | null) => void }) {
  const words = useWords()
  if (article.previousId === null && article.nextId === null) return null
  return (
    <nav className="neighbours" aria-label={`${words.reader.previous} / ${words.reader.next}`}>
      <button
        type="button"
        className="button button--quiet"
        aria-disabled={article.previousId === null}
        onClick={() => onGo(article.previousId)}
      >
        <Icon name="back" />
        {words.reader.previous}
      </button>
      <button
        type="button"
        className="button button--quiet"
        aria-disabled={article.nextId === null}
        onClick={() => onGo(article.nextId)}
      >
        {words.reader.next}
        <Icon name="chevron" />
      </button>
    </nav>
  )
}
