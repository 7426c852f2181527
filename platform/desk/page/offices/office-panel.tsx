import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { SERVICE_LINES } from '../../../../knowledge/service-line.js'
import { AddIcon } from '../icons.js'
import { Loaded } from '../loaded.js'
import { useSession } from '../session.js'
import { words } from '../words.js'
import { officeWords } from './office-words.js'
import { type OfficeNode, officesApi, type Receivers } from './offices-api.js'

interface OfficePanelProps {
  office: OfficeNode
  above: OfficeNode | undefined
  mayEdit: boolean
  onSelect: (id: string) => void
  onChange: () => void
  onAddBelow: () => void
}

/** Of regions without an office so many are named. */
const NAMED = 24

/** One office: how to reach it, what it does, and where what it does not do goes. */
export function OfficePanel({ office, above, mayEdit, onSelect, onChange, onAddBelow }: OfficePanelProps) {
  const { facts, notGiven } = officeWords
  const { longitude, latitude } = office
  return (
    <article className="place" aria-labelledby="office-name">
      <header className="place__head">
        <div>
          <h2 id="office-name">{office.name}</h2>
          <p className="place__about">
            {words.levels[office.level]} · {office.regionName}
          </p>
        </div>
        {mayEdit && (
          <div className="admin__actions">
            <Button onClick={onChange}>{officeWords.change}</Button>
            {office.level !== 'village' && (
              <Button icon={<AddIcon />} onClick={onAddBelow}>
                {officeWords.addBelow}
              </Button>
            )}
          </div>
        )}
      </header>
      <dl className="place__facts">
        <Fact label={facts.above}>
          <Above office={office} above={above} onSelect={onSelect} />
        </Fact>
        <Fact label={facts.lines}>
          {office.serviceLines.length === 0
            ? officeWords.allLines
            : office.serviceLines.map((line) => (
                <span key={line} className="tag">
                  {lineName(line)}
                </span>
              ))}
        </Fact>
        <Fact label={facts.hours}>{office.hours || notGiven}</Fact>
        <Fact label={facts.phone}>{office.phone || notGiven}</Fact>
        <Fact label={facts.address}>{office.address || notGiven}</Fact>
        <Fact label={facts.region}>
          {office.regionName}（{office.regionCode}）
        </Fact>
        {longitude !== null && latitude !== null && (
          <Fact label={facts.place}>
            {longitude}, {latitude}
          </Fact>
        )}
      </dl>
      <ReceiversOf office={office} onSelect={onSelect} />
    </article>
  )
}

function Above({ office, above, onSelect }: Pick<OfficePanelProps, 'office' | 'above' | 'onSelect'>) {
  const { officeId } = useSession().member
  if (!above) return officeId === null ? officeWords.top : officeWords.aboveHidden
  return (
    <>
      <Button type="link" className="place__link" onClick={() => onSelect(above.id)}>
        {above.name}
      </Button>
      {office.parentId === null && <span className="table__soft">{officeWords.aboveByRegion}</span>}
    </>
  )
}

function ReceiversOf({ office, onSelect }: Pick<OfficePanelProps, 'office' | 'onSelect'>) {
  const { receivers: said, without } = officeWords
  const receivers = useQuery({
    queryKey: ['receivers', office.id, office],
    queryFn: () => officesApi.receivers(office.id),
  })
  return (
    <section className="place__receivers" aria-labelledby="receivers">
      <h3 id="receivers">{said.title}</h3>
      <p className="place__hint">{said.hint}</p>
      <Loaded query={receivers}>
        {(data) => (
          <>
            <table className="table">
              <tbody>
                {byReceiver(data.lines).map(([{ officeId, officeName, isProvince }, lines]) => (
                  <tr key={officeId ?? String(isProvince)}>
                    <th scope="row">
                      {officeId === null ? (
                        isProvince ? (
                          said.province
                        ) : (
                          said.above
                        )
                      ) : officeId === office.id ? (
                        said.own
                      ) : (
                        <Button type="link" className="place__link" onClick={() => onSelect(officeId)}>
                          {officeName}
                        </Button>
                      )}
                    </th>
                    <td>
                      {lines.map((line) => (
                        <span key={line} className={officeId === office.id ? 'tag tag--good' : 'tag'}>
                          {lineName(line)}
                        </span>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {data.without.length > 0 && (
              <>
                <h3>{without.title(data.without.length)}</h3>
                <p className="place__hint">
                  {without.hint}
                  {data.without
                    .slice(0, NAMED)
                    .map(({ name }) => name)
                    .join('、')}
                  {data.without.length > NAMED && without.more(data.without.length)}
                </p>
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function lineName(line: string): string {
  return SERVICE_LINES[line as keyof typeof SERVICE_LINES] ?? line
}

type Receiver = Receivers['lines'][number]

/** Who receives something, each with all that it receives, in the order of the lines. */
function byReceiver(lines: readonly Receiver[]): [Receiver, string[]][] {
  const groups = new Map<string, [Receiver, string[]]>()
  for (const receiver of lines) {
    const key = receiver.officeId ?? String(receiver.isProvince)
    const group = groups.get(key) ?? [receiver, []]
    group[1].push(receiver.line)
    groups.set(key, group)
  }
  return [...groups.values()]
}
