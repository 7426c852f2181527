import { ColumnTable } from '../column-table.js'
import { officeWords } from './office-words.js'
import type { Preview } from './offices-api.js'

const TAGS = { added: 'tag tag--good', changed: 'tag tag--warn', refused: 'tag tag--bad' }
/** As many as the server sends. */
const MOST = 1000

/** What a table would do, line by line; what cannot be taken first. */
export function ImportLines({ lines }: { lines: Preview['lines'] }) {
  const { importing: said } = officeWords
  if (lines.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="import__lines" aria-label={said.title} tabIndex={0}>
      <ColumnTable columns={said.columns}>
        {lines.map(({ line, kind, name, regionName, changes, problem }) => (
          <tr key={line}>
            <td className="table__number">{line}</td>
            <td>
              <span className={TAGS[kind]}>{said.kinds[kind]}</span>
            </td>
            <td>
              {name}
              {regionName && <span className="table__soft">{regionName}</span>}
            </td>
            <td>
              {problem}
              {problem === null &&
                changes.map(({ field, from, to }) => (
                  <div key={field}>
                    {said.fields[field]}：
                    {kind === 'changed' && (
                      <>
                        <del>{said.from(from)}</del> →{' '}
                      </>
                    )}
                    <ins>{said.from(to)}</ins>
                  </div>
                ))}
            </td>
          </tr>
        ))}
      </ColumnTable>
      {lines.length === MOST && <p className="table__soft">{said.more}</p>}
    </section>
  )
}
