import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Result, Skeleton } from 'antd'
import { Link } from 'wouter'
import { useDeskEvents } from '../use-desk-events.js'
import { words as deskWords } from '../words.js'
import { CallBackList } from './call-back-list.js'
import { MemberTable } from './member-table.js'
import { OfficeTable } from './office-table.js'
import { queueHref } from './queue-href.js'
import { type OfficeLoad, supervisionApi } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'

const KEY = ['supervision']

/** How much there is to do, where, and in whose hands. */
export function LoadTab() {
  const client = useQueryClient()
  const load = useQuery({ queryKey: KEY, queryFn: supervisionApi.load })
  const isConnected = useDeskEvents(() => void client.invalidateQueries({ queryKey: KEY }))
  if (load.isPending) return <Skeleton active paragraph={{ rows: 10 }} className="queue__skeleton" />
  if (!load.data) {
    return (
      <Result
        status="warning"
        title={deskWords.failed.title}
        subTitle={load.error.message}
        extra={
          <Button type="primary" onClick={() => void load.refetch()}>
            {deskWords.retry}
          </Button>
        }
      />
    )
  }
  const { offices, members, callBacks } = load.data
  return (
    <div className="load">
      {!isConnected && (
        <p className="queue__offline" role="status">
          {deskWords.nav.offline}
        </p>
      )}
      <Totals offices={offices} />
      <OfficeTable offices={offices} />
      <div className="load__pair">
        <MemberTable members={members} />
        <CallBackList tickets={callBacks} />
      </div>
    </div>
  )
}

/** Over all offices that one sees; each leads to its tickets. */
function Totals({ offices }: { offices: readonly OfficeLoad[] }) {
  const sum = (key: 'waiting' | 'taken' | 'waitingForCitizen' | 'overdue' | 'callBacks' | 'closed') =>
    offices.reduce((total, office) => total + office[key], 0)
  const figures = [
    { name: words.totals.waiting, count: sum('waiting'), href: queueHref({ status: 'waiting' }) },
    { name: words.totals.inHand, count: sum('taken'), href: queueHref({ status: 'taken' }) },
    {
      name: words.totals.overdue,
      count: sum('overdue'),
      href: queueHref({ overdue: 'true' }),
      isBad: true,
    },
    {
      name: words.totals.callBacks,
      count: sum('callBacks'),
      href: queueHref({ callBack: 'true' }),
      isBad: true,
    },
    { name: words.totals.closed, count: sum('closed'), href: null },
  ]
  return (
    <ul className="totals" aria-label={words.totals.label}>
      {figures.map(({ name, count, href, isBad }) => {
        const content = (
          <>
            <span className={isBad && count > 0 ? 'totals__count totals__count--bad' : 'totals__count'}>
              {count}
            </span>
            <span className="totals__name">{name}</span>
          </>
        )
        return (
          <li key={name}>
            {href === null ? (
              <div className="totals__one">{content}</div>
            ) : (
              <Link href={href} className="totals__one">
                {content}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}
