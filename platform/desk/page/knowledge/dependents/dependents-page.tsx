import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { DependentRow } from '../../../../knowledge/dependents/dependent-wire.js'
import { AdminPage } from '../../admin-page.js'
import { Loaded } from '../../loaded.js'
import { NothingHere } from '../../nothing-here.js'
import { knowledgeWords } from '../knowledge-words.js'
import { ListPages } from '../list-pages.js'
import { SearchBox } from '../search-box.js'
import { useAddressFilter } from '../use-address-filter.js'
import { DependentCard } from './dependent-card.js'
import { dependentsApi } from './dependents-api.js'
import { dependentsWords as words } from './dependents-words.js'
import { NoticeDialog } from './notice-dialog.js'
import { PolicyField } from './policy-field.js'
import { WaitingNotices } from './waiting-notices.js'

const PAGE_SIZE = 20
const FILTERS = ['status', 'q'] as const
const TABS = ['open', 'decided'] as const

/** Guides and Q&A whose cited articles changed: what waits for somebody to look at it. */
export function DependentsPage() {
  const filter = useAddressFilter(FILTERS)
  const status = TABS.find((each) => each === filter.value('status')) ?? 'open'
  const query = filter.query(PAGE_SIZE)
  const list = useQuery({
    queryKey: ['knowledge', 'dependents', query.toString()],
    queryFn: () => dependentsApi.list(query),
    placeholderData: keepPreviousData,
  })
  const [telling, setTelling] = useState<DependentRow | null>(null)
  const isSearched = filter.value('q') !== null
  return (
    <AdminPage
      title={words.title}
      state={list.data && words.state(list.data.open, list.data.suspended)}
      actions={list.data && <PolicyField policy={list.data.policy} />}
      filters={
        <>
          <Segmented
            aria-label={words.tabsLabel}
            value={status}
            onChange={(next) => filter.change({ status: next === 'open' ? null : next })}
            options={TABS.map((value) => ({ value, label: words.tabs[value] }))}
          />
          <SearchBox
            label={words.searchLabel}
            placeholder={words.search}
            value={filter.value('q') ?? ''}
            onSearch={(q) => filter.change({ q })}
          />
          <span className="dependents__hint">{words.hint}</span>
        </>
      }
    >
      <WaitingNotices />
      <Loaded query={list}>
        {({ dependents, total }) =>
          dependents.length === 0 ? (
            <NothingHere
              title={isSearched ? words.noMatch : status === 'open' ? words.none : words.noneDecided}
              hint={isSearched || status !== 'open' ? '' : words.noneHint}
            >
              {isSearched && <Button onClick={filter.clear}>{knowledgeWords.clear}</Button>}
            </NothingHere>
          ) : (
            <div className="dependents" aria-busy={list.isPlaceholderData}>
              {dependents.map((row) => (
                <DependentCard
                  key={`${row.versionId} ${row.decidedAt}`}
                  row={row}
                  onTell={() => setTelling(row)}
                />
              ))}
              <ListPages total={total} pageSize={PAGE_SIZE} page={filter.page} onTurn={filter.turnTo} />
            </div>
          )
        }
      </Loaded>
      {telling && <NoticeDialog row={telling} onClose={() => setTelling(null)} />}
    </AdminPage>
  )
}
