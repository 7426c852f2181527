import type { Basis } from '../../../../bot/answer.js'
import { keyed } from '../../../../ui/keyed.js'
import { useWords } from '../../../../ui/words/use-words.js'
import type { AidEligibility } from '../api.js'
import type { AidDraft } from './aid-draft.js'

interface AidPaperProps {
  draft: AidDraft
  label: string | null
  bases: readonly Basis[]
  result: AidEligibility
}

/** The form as it is printed, one A4 page; what was left out is a line to write on. */
export function AidPaper({ draft: { fields, region }, label, bases, result }: AidPaperProps) {
  const { paper } = useWords().aid
  const basis = bases
    .map(({ lawTitle, number }, i) =>
      bases[i - 1]?.lawTitle === lawTitle ? number : `《${lawTitle}》${number}`,
    )
    .join('、')
  const texts: Record<keyof typeof paper.rows, string> = {
    ...fields,
    matter: label ?? paper.otherMatter,
    basis: [basis, paper.verdicts[result.verdict]].filter(Boolean).join('，'),
    region: region?.name ?? '',
  }
  const rows = (Object.keys(paper.rows) as (keyof typeof paper.rows)[]).filter(
    (row) => row !== 'agent' || texts.agent !== '',
  )
  return (
    <article className="aid-paper" lang="zh-CN">
      <h3 className="aid-paper__title">{paper.title}</h3>
      <table className="aid-paper__table">
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{paper.rows[row]}</th>
              <td className={row === 'whatHappened' ? 'aid-paper__long' : undefined}>{texts[row]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {result.answer.materials.length > 0 && (
        <section className="aid-paper__bring">
          <h4>{paper.materials}</h4>
          <ul>
            {keyed(result.answer.materials, (material) => material).map(({ key, item }) => (
              <li key={key}>{item}</li>
            ))}
          </ul>
        </section>
      )}
      <p className="aid-paper__sign">
        <span>{paper.sign}</span>
        <span className="aid-paper__date">
          {paper.date}
          <span className="aid-paper__blank" />
          {paper.year}
          <span className="aid-paper__blank" />
          {paper.month}
          <span className="aid-paper__blank" />
          {paper.day}
        </span>
      </p>
      <p className="aid-paper__note">{paper.note}</p>
    </article>
  )
}
