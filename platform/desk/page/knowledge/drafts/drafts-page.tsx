import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { DRAFT_TEMPLATES } from '../../../../knowledge/drafts/draft-templates.js'
import type { DraftListRow } from '../../../../knowledge/drafts/draft-wire.js'
import { AdminPage } from '../../admin-page.js'
import { ColumnTable } from '../../column-table.js'
import { Loaded } from '../../loaded.js'
import { NothingHere } from '../../nothing-here.js'
import { FilterSelect } from '../filter-select.js'
import { type BulkKind, knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { ListPages } from '../list-pages.js'
import { SearchBox } from '../search-box.js'
import { useAddressFilter } from '../use-address-filter.js'
import { DraftBulkBar, type Selected } from './draft-bulk-bar.js'
import { DraftListRowView } from './draft-list-row.js'
import { draftsWords as words } from './drafts-words.js'
import { useNewDraft } from './use-new-draft.js'

const PAGE_SIZE = 50
const FILTERS = ['status', 'kind', 'q', 'uploadId'] as const
const TABS = ['open', 'in_review', 'draft', 'scheduled', 'published', 'discarded'] as const
/** What can be done to many at once, by the list that they are in. */
const BULK: Readonly<Record<(typeof TABS)[number], readonly BulkKind[]>> = {
  open: ['submit', 'publish', 'discard'],
  in_review: ['publish', 'discard'],
  draft: ['submit', 'discard'],
  scheduled: [],
  published: [],
  discarded: [],
}

const KIND_OPTIONS = Object.entries(knowledgeWords.kinds).map(([value, label]) => ({ value, label }))

/** What staff bring in or write, by where it stands. */
export function DraftsPage() {
  const filter = useAddressFilter(FILTERS)
  const status = TABS.find((each) => each === filter.value('status')) ?? 'open'
  const query = filter.query(PAGE_SIZE)
  const asked = query.toString()
  const list = useQuery({
    queryKey: ['knowledge', 'drafts', asked],
    queryFn: () => knowledgeApi.drafts(query),
    placeholderData: keepPreviousData,
  })
  const [selected, setSelected] = useState<Selected>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: what another list holds is selected no longer
  useEffect(() => setSelected(new Map()), [asked])
  const begin = useNewDraft()
  const isNarrowed = filter.value('kind') !== null || filter.value('q') !== null
  return (
    <AdminPage
      title={words.title}
      state={list.data && words.total(list.data.total)}
      actions={
        <>
          <Button disabled={begin.isBusy} onClick={() => void begin.run(newOf('guide'))}>
            {words.write.guide}
          </Button>
          <Button disabled={begin.isBusy} onClick={() => void begin.run(newOf('faq'))}>
            {words.write.faq}
          </Button>
          <Link href="/knowledge/upload" asChild>
            <Button type="primary">{words.upload}</Button>
          </Link>
        </>
      }
      filters={
        <>
          <Segmented
            className="draft-list__tabs"
            aria-label={words.statusLabel}
            value={status}
            onChange={(next) => filter.change({ status: next === 'open' ? null : next })}
            options={TABS.map((value) => ({
              value,
              label: value === 'open' ? words.open : knowledgeWords.draftStatuses[value],
            }))}
          />
          <SearchBox
            label={words.searchLabel}
            placeholder={words.search}
            value={filter.value('q') ?? ''}
            onSearch={(q) => filter.change({ q })}
          />
          <FilterSelect filter={filter} name="kind" label={words.kind} options={KIND_OPTIONS} />
          {filter.value('uploadId') !== null && (
            <span className="draft-list__upload">
              <span className="tag">{words.ofUpload}</span>
              <Button type="link" size="small" onClick={() => filter.change({ uploadId: null })}>
                {words.allUploads}
              </Button>
            </span>
          )}
        </>
      }
    >
      {begin.problem && <Alert type="error" showIcon role="alert" title={begin.problem} />}
      {selected.size > 0 && (
        <DraftBulkBar
          selected={selected}
          kinds={BULK[status]}
          onDone={() => setSelected(new Map())}
          onUnselect={() => setSelected(new Map())}
        />
      )}
      <Loaded query={list}>
        {({ drafts, total }) =>
          drafts.length === 0 ? (
            <NothingHere
              title={isNarrowed ? words.noMatch : words.none[status]}
              hint={!isNarrowed && (status === 'open' || status === 'draft') && words.noneHint}
            >
              {isNarrowed && <Button onClick={filter.clear}>{knowledgeWords.clear}</Button>}
            </NothingHere>
          ) : (
            <>
              <ColumnTable
                columns={words.columns}
                className="knowledge-list draft-list"
                isBusy={list.isPlaceholderData}
                lead={
                  BULK[status].length > 0 && (
                    <th scope="col" className="draft-list__select">
                      <Checkbox
                        aria-label={words.selectAll}
                        checked={drafts.every(({ id }) => selected.has(id))}
                        indeterminate={selected.size > 0 && selected.size < drafts.length}
                        onChange={({ target }) =>
                          setSelected(
                            new Map(target.checked ? drafts.map(({ id, version }) => [id, version]) : []),
                          )
                        }
                      />
                    </th>
                  )
                }
              >
                {drafts.map((draft) => (
                  <DraftListRowView
                    key={draft.id}
                    draft={draft}
                    isSelected={selected.has(draft.id)}
                    onSelect={
                      BULK[status].length === 0
                        ? null
                        : (isSelected) => setSelected((before) => changed(before, draft, isSelected))
                    }
                  />
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

function newOf(kind: keyof typeof DRAFT_TEMPLATES) {
  return { from: 'text' as const, kind, text: DRAFT_TEMPLATES[kind] }
}

function changed(before: Selected, { id, version }: DraftListRow, isSelected: boolean): Selected {
  const next = new Map(before)
  if (isSelected) next.set(id, version)
  else next.delete(id)
  return next
}
