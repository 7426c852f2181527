import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { Link } from 'wouter'
import { AdminPage } from '../../admin-page.js'
import { Loaded } from '../../loaded.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { ListPages } from '../list-pages.js'
import { useAddressFilter } from '../use-address-filter.js'
import { useWaiting } from '../use-waiting.js'
import { SOURCE_FILTERS, SourceFilters } from './source-filters.js'
import { SourceRow } from './source-row.js'
import { sourcesWords as words } from './sources-words.js'

const PAGE_SIZE = 50

/** Statutes, guides and Q&A: what citizens are answered from, and what no longer is. */
export function SourcesPage() {
  const filter = useAddressFilter(SOURCE_FILTERS)
  const query = filter.query(PAGE_SIZE)
  const { sources: due } = useWaiting()
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
        <>
          {due > 0 && filter.value('freshness') !== 'due' && (
            <Button type="link" onClick={() => filter.change({ freshness: 'due' })}>
              {words.due(due)}
            </Button>
          )}
          <Link href="/knowledge/upload" asChild>
            <Button type="primary">{words.upload}</Button>
          </Link>
        </>
      }
      filters={<SourceFilters filter={filter} />}
    >
      <Loaded query={list}>
        {({ sources, total }) =>
          sources.length === 0 ? (
            <Empty
              className="admin__empty"
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                <>
                  <strong>{filter.isNarrowed ? words.noMatch : words.none}</strong>
                  <br />
                  {filter.isNarrowed ? words.noMatchHint : words.noneHint}
                </>
              }
            >
              {filter.isNarrowed && <Button onClick={filter.clear}>{knowledgeWords.clear}</Button>}
            </Empty>
          ) : (
            <>
              <table className="table knowledge-list" aria-busy={list.isPlaceholderData}>
                <thead>
                  <tr>
                    {Object.entries(words.columns).map(([key, label]) => (
                      <th key={key} scope="col">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {sources.map((source) => (
                    <SourceRow key={source.id} source={source} />
                  ))}
                </tbody>
              </table>
              <ListPages total={total} pageSize={PAGE_SIZE} page={filter.page} onTurn={filter.turnTo} />
            </>
          )
        }
      </Loaded>
    </AdminPage>
  )
}
