import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'wouter'
import { AdminPage } from '../../admin-page.js'
import { ColumnTable } from '../../column-table.js'
import { Loaded } from '../../loaded.js'
import { NothingHere } from '../../nothing-here.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { ListPages } from '../list-pages.js'
import { useAddressFilter } from '../use-address-filter.js'
import { DueList } from './due-list.js'
import { SOURCE_FILTERS, SourceFilters } from './source-filters.js'
import { SourceRow } from './source-row.js'
import { sourcesWords as words } from './sources-words.js'

const PAGE_SIZE = 50

/** Statutes, guides and Q&A: what citizens are answered from, and what no longer is. */
export function SourcesPage() {
  const filter = useAddressFilter(SOURCE_FILTERS)
  const query = filter.query(PAGE_SIZE)
  const list = useQuery({
    queryKey: ['knowledge', 'sources', query.toString()],
    queryFn: () => knowledgeApi.sources(query),
    placeholderData: keepPreviousData,
  })
  return (
    <AdminPage
      title={words.title}
      state={list.data && words.total(list.data.total)}
      actions={
        <Link href="/knowledge/upload" asChild>
          <Button type="primary">{words.upload}</Button>
        </Link>
      }
      filters={<SourceFilters filter={filter} />}
    >
      {!filter.isNarrowed && filter.page === 1 && <DueList />}
      <Loaded query={list}>
        {({ sources, total }) =>
          sources.length === 0 ? (
            <NothingHere
              title={filter.isNarrowed ? words.noMatch : words.none}
              hint={filter.isNarrowed ? words.noMatchHint : words.noneHint}
            >
              {filter.isNarrowed && <Button onClick={filter.clear}>{knowledgeWords.clear}</Button>}
            </NothingHere>
          ) : (
            <>
              <ColumnTable columns={words.columns} className="knowledge-list" isBusy={list.isPlaceholderData}>
                {sources.map((source) => (
                  <SourceRow key={source.id} source={source} />
                ))}
              </ColumnTable>
              <ListPages total={total} pageSize={PAGE_SIZE} page={filter.page} onTurn={filter.turnTo} />
            </>
          )
        }
      </Loaded>
    </AdminPage>
  )
}
