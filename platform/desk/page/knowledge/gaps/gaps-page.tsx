import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { GAP_STATUSES, type GapView } from '../../../../knowledge/gaps/gap-wire.js'
import { AdminPage } from '../../admin-page.js'
import { ColumnTable } from '../../column-table.js'
import { Loaded } from '../../loaded.js'
import { NothingHere } from '../../nothing-here.js'
import { ListPages } from '../list-pages.js'
import { qualityApi } from '../quality-api.js'
import { useAddressFilter } from '../use-address-filter.js'
import { GapPanel } from './gap-panel.js'
import { GapRow } from './gap-row.js'
import { gapsWords as words } from './gaps-words.js'

const FILTERS = ['status', 'sort', 'days'] as const
const PAGE_SIZE = 30
const DEFAULT_DAYS = '56'
const asOptions = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** What citizens ask and do not get answered, like questions together, the most frequent first. */
export function GapsPage() {
  const filter = useAddressFilter(FILTERS)
  const status = GAP_STATUSES.find((each) => each === filter.value('status')) ?? 'open'
  const days = filter.value('days') ?? DEFAULT_DAYS
  const query = filter.query(PAGE_SIZE)
  query.set('days', days)
  const list = useQuery({
    queryKey: ['knowledge', 'gaps', query.toString()],
    queryFn: () => qualityApi.gaps(query),
    placeholderData: keepPreviousData,
  })
  const [looking, setLooking] = useState<GapView | null>(null)
  return (
    <AdminPage
      title={words.title}
      state={list.data && words.state(list.data.total, list.data.questions)}
      filters={
        <>
          <Segmented
            aria-label={words.statusLabel}
            value={status}
            onChange={(next) => filter.change({ status: next === 'open' ? null : next })}
            options={asOptions(words.statuses) as { value: GapView['status']; label: string }[]}
          />
          <Select
            aria-label={words.sortLabel}
            value={filter.value('sort') ?? 'count'}
            onChange={(sort) => filter.change({ sort: sort === 'count' ? null : sort })}
            options={asOptions(words.sort)}
            popupMatchSelectWidth={false}
          />
          <Select
            aria-label={words.daysLabel}
            value={days}
            onChange={(next) => filter.change({ days: next === DEFAULT_DAYS ? null : next })}
            options={asOptions(words.days)}
            popupMatchSelectWidth={false}
          />
        </>
      }
    >
      <Loaded query={list}>
        {({ gaps, total }) =>
          gaps.length === 0 ? (
            <NothingHere title={words.none[status]} hint={words.noneHint} />
          ) : (
            <>
              <ColumnTable columns={words.columns} className="knowledge-list" isBusy={list.isPlaceholderData}>
                {gaps.map((gap) => (
                  <GapRow key={gap.id} gap={gap} onLook={() => setLooking(gap)} />
                ))}
              </ColumnTable>
              <ListPages total={total} pageSize={PAGE_SIZE} page={filter.page} onTurn={filter.turnTo} />
            </>
          )
        }
      </Loaded>
      {looking && <GapPanel gap={looking} days={days} onClose={() => setLooking(null)} />}
    </AdminPage>
  )
}
