import type { Answer, Basis } from '../bot/answer.js'
import { keyed } from './keyed.js'
import { Sheet } from './sheet.js'
import { useWords } from './words/use-words.js'

/** Run by the office of the national legislature: laws, regulations and judicial interpretations by their names. */
const NATIONAL_LAWS = 'https://flk.npc.gov.cn'

interface MissingArticleProps {
  basis: Basis
  answer: Answer
  onClose: () => void
}

/** Of an article whose text is not loaded: what the answer says by it, and where its text is. */
export function MissingArticle({ basis, answer, onClose }: MissingArticleProps) {
  const words = useWords().answer.missing
  const said = sentencesBy(basis, answer)
  return (
    <Sheet title={`《${basis.lawTitle}》${basis.number ?? ''}`} onClose={onClose}>
      <div className="missing">
        <p>{words.what}</p>
        {said.length > 0 && (
          <>
            <h3 className="missing__title">{words.said}</h3>
            {keyed(said, (text) => text).map(({ key, item }) => (
              <p key={key} className="missing__said" lang="zh-CN">
                {item}
              </p>
            ))}
          </>
        )}
        <p>
          {words.where}
          <a href={NATIONAL_LAWS} target="_blank" rel="noopener noreferrer">
            {words.database}
          </a>
        </p>
      </div>
    </Sheet>
  )
}

function sentencesBy(basis: Basis, answer: Answer): string[] {
  const id = answer.bases.indexOf(basis) + 1
  const summary = { text: answer.summary, citationIds: answer.summaryCitationIds }
  return [summary, ...answer.points, ...answer.steps]
    .filter(({ citationIds }) => citationIds.includes(id))
    .map(({ text }) => text)
}
