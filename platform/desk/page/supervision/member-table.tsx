import { useQuery } from '@tanstack/react-query'
import { Empty } from 'antd'
import { staffApi } from '../staff-api.js'
import { words as deskWords } from '../words.js'
import { CountCell } from './count-cell.js'
import { LoadBar } from './load-bar.js'
import { queueHref } from './queue-href.js'
import type { MemberLoad } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'

/** Who has most in hand stands first, of them who is late. */
export function MemberTable({ members }: { members: readonly MemberLoad[] }) {
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  const officeOf = ({ officeId }: MemberLoad) =>
    officeId === null
      ? deskWords.wholeProvince
      : (offices.data?.find(({ id }) => id === officeId)?.name ?? '')
  const most = Math.max(...members.map(({ open }) => open))
  const sorted = [...members].sort((a, b) => b.open - a.open || b.overdue - a.overdue)
  return (
    <section className="load__part" aria-labelledby="members">
      <div className="load__title">
        <h2 id="members">{words.members}</h2>
      </div>
      {members.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noMembers} />
      ) : (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{words.columns.member}</th>
              <th scope="col">{words.columns.open}</th>
              <th scope="col">{words.columns.overdue}</th>
              <th scope="col">{words.columns.closed}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((member) => {
              const { staffId, name, active, open, overdue, closed } = member
              const theirs = (filter: Record<string, string>) => queueHref({ assignee: staffId, ...filter })
              return (
                <tr key={staffId}>
                  <th scope="row">
                    {name}
                    {!active && <span className="figures__inactive">{words.inactive}</span>}
                    <span className="figures__where">{officeOf(member)}</span>
                    <LoadBar
                      most={most}
                      parts={[
                        { kind: 'overdue', count: overdue },
                        { kind: 'open', count: open - overdue },
                      ]}
                    />
                  </th>
                  <CountCell count={open} href={theirs({})} whose={name} what={words.columns.open} />
                  <CountCell
                    count={overdue}
                    href={theirs({ overdue: 'true' })}
                    whose={name}
                    what={words.columns.overdue}
                    isBad
                  />
                  <CountCell count={closed} href={null} whose={name} what={words.columns.closed} />
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
