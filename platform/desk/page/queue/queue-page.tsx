import { App, Button, Checkbox, Empty, type InputRef, Result, Skeleton, Tooltip } from 'antd'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { deskApi } from '../desk-api.js'
import { BellIcon, HelpIcon } from '../icons.js'
import { useAction } from '../use-action.js'
import { useDeskEvents } from '../use-desk-events.js'
import { useShortcuts } from '../use-shortcuts.js'
import { words } from '../words.js'
import { BulkBar } from './bulk-bar.js'
import { FilterBar } from './filter-bar.js'
import { QueueRowView } from './queue-row.js'
import { ShortcutHelp } from './shortcut-help.js'
import { useQueue } from './use-queue.js'
import { type QueueFilter, useQueueFilter } from './use-queue-filter.js'
import { ViewTabs } from './view-tabs.js'

export function QueuePage() {
  const filter = useQueueFilter()
  const { query, rows, total, freshCount, showFresh, refresh } = useQueue(filter.text)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState(0)
  const [isHelping, setHelping] = useState(false)
  const [, navigate] = useLocation()
  const { message } = App.useApp()
  const searchRef = useRef<InputRef>(null)
  const tableRef = useRef<HTMLTableElement>(null)
  const isConnected = useDeskEvents(() => void refresh())
  const at = Math.min(current, rows.length - 1)
  const chosen = rows.filter(({ row, isGone }) => !isGone && selected.has(row.number))
  const hrefOf = (number: string) => `/tickets/${number}?${filter.text}`

  const take = useAction(async (number: string, version: number) => {
    try {
      await deskApi.command(number, { kind: 'take' }, version)
      message.success(words.queue.taken(number))
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await refresh()
  })
  const select = (number: string, isSelected: boolean) => {
    const next = new Set(selected)
    if (isSelected) next.add(number)
    else next.delete(number)
    setSelected(next)
  }
  const move = (by: number) => {
    const links = tableRef.current?.querySelectorAll<HTMLElement>('.row__link') ?? []
    const isInside = tableRef.current?.contains(document.activeElement) ?? false
    links[Math.max(0, Math.min(rows.length - 1, isInside ? at + by : at))]?.focus()
  }
  const onCurrent = (act: (row: (typeof rows)[number]['row']) => void) => () => {
    const entry = rows[at]
    if (entry) act(entry.row)
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    t: onCurrent(({ number, version }) => void take.run(number, version)),
    x: onCurrent(({ number }) => select(number, !selected.has(number))),
    n: showFresh,
    '/': () => searchRef.current?.focus({ cursor: 'all' }),
    '?': () => setHelping(true),
    Enter: onCurrent(({ number }) => navigate(hrefOf(number))),
  })

  return (
    <div className="queue">
      <div className="queue__top">
        <div className="queue__head">
          <h1 className="hidden-text">{words.queue.title}</h1>
          <ViewTabs view={filter.view} onChange={(view) => filter.change({ view })} />
          <span className="queue__total" aria-live="polite">
            {query.data && words.queue.total(total)}
          </span>
          {!isConnected && (
            <span className="queue__offline" role="status">
              {words.nav.offline}
            </span>
          )}
          <Tooltip title={words.queue.help}>
            <Button
              type="text"
              icon={<HelpIcon />}
              aria-label={words.queue.help}
              className="queue__keys"
              onClick={() => setHelping(true)}
            />
          </Tooltip>
        </div>
        <FilterBar filter={filter} assigneeName={rows[0]?.row.assigneeName ?? null} searchRef={searchRef} />
      </div>
      <div aria-live="polite">
        {freshCount > 0 && (
          <button type="button" className="fresh" onClick={showFresh}>
            <BellIcon />
            {words.queue.fresh(freshCount)}
          </button>
        )}
      </div>
      {chosen.length > 0 && (
        <BulkBar
          numbers={chosen.map(({ row }) => row.number)}
          onUnselect={() => setSelected(new Set())}
          onDone={() => {
            setSelected(new Set())
            void refresh()
          }}
        />
      )}
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} className="queue__skeleton" />}
      {query.isError && rows.length === 0 && (
        <Result
          status="warning"
          title={words.failed.title}
          subTitle={query.error.message}
          extra={
            <Button type="primary" onClick={() => void query.refetch()}>
              {words.retry}
            </Button>
          }
        />
      )}
      {query.data && rows.length === 0 && <NothingHere filter={filter} />}
      {rows.length > 0 && (
        <table className="queue__table" data-view={filter.view} ref={tableRef}>
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  aria-label={words.queue.selectAll}
                  checked={chosen.length === rows.length}
                  indeterminate={chosen.length > 0 && chosen.length < rows.length}
                  onChange={({ target }) =>
                    setSelected(new Set(target.checked ? rows.map(({ row }) => row.number) : []))
                  }
                >
                  <span className="queue__all" aria-hidden="true">
                    {words.queue.all}
                  </span>
                </Checkbox>
              </th>
              <th scope="col">{words.queue.columns.due}</th>
              <th scope="col">{words.queue.columns.content}</th>
              <th scope="col">{words.queue.columns.status}</th>
              <th scope="col" className="row__office">
                {words.queue.columns.office}
              </th>
              <th scope="col" className="row__opened">
                {words.queue.columns.opened}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((entry, index) => (
              <QueueRowView
                key={entry.row.number}
                entry={entry}
                href={hrefOf(entry.row.number)}
                isSelected={selected.has(entry.row.number)}
                isCurrent={index === at}
                onSelect={(isSelected) => select(entry.row.number, isSelected)}
                onFocus={() => setCurrent(index)}
              />
            ))}
          </tbody>
        </table>
      )}
      {query.hasNextPage && (
        <div className="queue__more">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.queue.more}
          </Button>
        </div>
      )}
      {isHelping && <ShortcutHelp shortcuts={words.queue.shortcuts} onClose={() => setHelping(false)} />}
    </div>
  )
}

function NothingHere({ filter }: { filter: QueueFilter }) {
  const { empty } = words.queue
  const isMine = filter.view === 'mine' && !filter.isNarrowed
  return (
    <Empty
      className="queue__empty"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{filter.isNarrowed ? empty.filtered : empty[filter.view]}</strong>
          <br />
          {isMine ? empty.mineHint : !filter.isNarrowed && empty.allDone}
        </>
      }
    >
      {filter.isNarrowed && <Button onClick={filter.clear}>{words.queue.clear}</Button>}
      {isMine && (
        <Button onClick={() => filter.change({ view: 'office' })}>{words.queue.views.office}</Button>
      )}
    </Empty>
  )
}
