import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Progress } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { CaseView } from '../../../../knowledge/cases/case-wire.js'
import { AdminPage } from '../../admin-page.js'
import { ColumnTable } from '../../column-table.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { Loaded } from '../../loaded.js'
import { NothingHere } from '../../nothing-here.js'
import { FilterSelect } from '../filter-select.js'
import { knowledgeWords } from '../knowledge-words.js'
import { ListPages } from '../list-pages.js'
import { qualityApi } from '../quality-api.js'
import { SearchBox } from '../search-box.js'
import { type AddressFilter, useAddressFilter } from '../use-address-filter.js'
import { CaseRow } from './case-row.js'
import { casesWords as words } from './cases-words.js'
import { useRunAll } from './use-run-all.js'

const FILTERS = ['q', 'verdict'] as const
const PAGE_SIZE = 30
/** Asked for at once, where all are run. */
const MOST_AT_ONCE = 500

/** Questions that are asked again after each change, with what came of them. */
export function CasesPage() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const filter = useAddressFilter(FILTERS)
  const query = filter.query(PAGE_SIZE)
  const key = ['knowledge', 'cases', query.toString()]
  const list = useQuery({
    queryKey: key,
    queryFn: () => qualityApi.cases(query),
    placeholderData: keepPreviousData,
  })
  const [dropping, setDropping] = useState<CaseView | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['knowledge', 'cases'] })
  // In its row at once: filters count when all are done.
  const running = useRunAll((done) =>
    client.setQueryData<typeof list.data>(
      key,
      (before) =>
        before && { ...before, cases: before.cases.map((each) => (each.id === done.id ? done : each)) },
    ),
  )
  const { progress } = running
  const runAll = async () => {
    const ran = await running.run(() => idsOf(filter))
    const right = ran.filter(({ verdict }) => verdict === 'right').length
    if (ran.length > 0) message.success(words.done(right, ran.length))
    await refresh()
  }
  return (
    <AdminPage
      title={words.title}
      state={list.data && `${words.total(list.data.total)}。${words.hint}`}
      actions={
        <>
          <a href={qualityApi.exportOfCases} download="cases.jsonl" className="keys__docs">
            {words.export}
          </a>
          {progress ? (
            <Button onClick={running.stop}>{words.stop}</Button>
          ) : (
            <Button type="primary" disabled={!list.data?.total} onClick={() => void runAll()}>
              {words.runAll}
            </Button>
          )}
        </>
      }
      filters={
        <>
          <SearchBox
            label={words.searchLabel}
            placeholder={words.search}
            value={filter.value('q') ?? ''}
            onSearch={(q) => filter.change({ q })}
          />
          <FilterSelect filter={filter} name="verdict" label={words.verdict} options={VERDICT_OPTIONS} />
        </>
      }
    >
      {progress && (
        <div className="cases__progress" role="status">
          <Progress
            percent={Math.round((progress.done / progress.total) * 100)}
            size="small"
            showInfo={false}
            aria-label={words.running(progress.done, progress.total)}
          />
          <span>{words.running(progress.done, progress.total)}</span>
        </div>
      )}
      {running.problem && <Alert type="error" showIcon role="alert" title={running.problem} />}
      <Loaded query={list}>
        {({ cases, total }) =>
          cases.length === 0 ? (
            <NothingHere
              title={filter.isNarrowed ? words.noMatch : words.none}
              hint={!filter.isNarrowed && words.noneHint}
            >
              {filter.isNarrowed ? (
                <Button onClick={filter.clear}>{knowledgeWords.clear}</Button>
              ) : (
                <Link href="/knowledge/tester" asChild>
                  <Button>{words.toTester}</Button>
                </Link>
              )}
            </NothingHere>
          ) : (
            <>
              <ColumnTable columns={words.columns} className="knowledge-list" isBusy={list.isPlaceholderData}>
                {cases.map((each) => (
                  <CaseRow
                    key={each.id}
                    kept={each}
                    isBusy={progress !== null}
                    onRun={() => void running.run(async () => [each.id])}
                    onDrop={() => setDropping(each)}
                  />
                ))}
              </ColumnTable>
              <ListPages total={total} pageSize={PAGE_SIZE} page={filter.page} onTurn={filter.turnTo} />
            </>
          )
        }
      </Loaded>
      {dropping && (
        <ConfirmDialog
          title={words.dropTitle}
          consequence={words.dropHint(dropping.question)}
          okText={words.drop}
          isDanger
          onOk={async () => {
            await qualityApi.dropCase(dropping.id)
            await refresh()
            message.success(words.dropped)
            setDropping(null)
          }}
          onClose={() => setDropping(null)}
        />
      )}
    </AdminPage>
  )
}

const VERDICT_OPTIONS = [
  ...Object.entries(words.verdicts).map(([value, label]) => ({ value, label })),
  { value: 'changed', label: words.changed },
]

/** Of all pages of the list as it is narrowed. */
async function idsOf(filter: AddressFilter<(typeof FILTERS)[number]>): Promise<string[]> {
  const query = filter.query(MOST_AT_ONCE)
  const ids: string[] = []
  for (;;) {
    query.set('offset', String(ids.length))
    const { cases, total } = await qualityApi.cases(query)
    ids.push(...cases.map(({ id }) => id))
    if (cases.length === 0 || ids.length >= total) return ids
  }
}
