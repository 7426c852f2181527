import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { MATTERS } from '../../../../../knowledge/matter.js'
import { SERVICE_LINES } from '../../../../../knowledge/service-line.js'
import { FilterSelect } from '../filter-select.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { SearchBox } from '../search-box.js'
import type { AddressFilter } from '../use-address-filter.js'
import { sourcesWords as words } from './sources-words.js'

/** As the API and the address call them. */
export const SOURCE_FILTERS = [
  'q',
  'kind',
  'status',
  'freshness',
  'matter',
  'serviceLine',
  'region',
  'owner',
] as const
export type SourceFilter = AddressFilter<(typeof SOURCE_FILTERS)[number]>

const RARE = ['matter', 'serviceLine', 'region', 'owner'] as const
const asOptions = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

export function SourceFilters({ filter }: { filter: SourceFilter }) {
  const choices = useQuery({
    queryKey: ['knowledge', 'choices'],
    queryFn: knowledgeApi.choices,
    staleTime: 300_000,
  })
  const [isWide, setWide] = useState(false)
  const showsAll = isWide || RARE.some((name) => filter.value(name) !== null)
  const select = (name: Exclude<(typeof SOURCE_FILTERS)[number], 'q'>, options: Options) => (
    <FilterSelect filter={filter} name={name} label={words.filters[name]} options={options} />
  )
  return (
    <>
      <SearchBox
        label={words.searchLabel}
        placeholder={words.search}
        value={filter.value('q') ?? ''}
        onSearch={(q) => filter.change({ q })}
      />
      {select('kind', asOptions(knowledgeWords.kinds))}
      {select('status', asOptions(knowledgeWords.statuses))}
      {select('freshness', asOptions(words.freshness))}
      {showsAll && (
        <>
          {select('matter', asOptions(MATTERS))}
          {select('serviceLine', asOptions(SERVICE_LINES))}
          {select('region', [
            { value: 'national', label: knowledgeWords.national },
            ...(choices.data?.regions ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ])}
          {select(
            'owner',
            (choices.data?.keepers ?? []).map(({ id, name }) => ({ value: id, label: name })),
          )}
        </>
      )}
      {!showsAll && (
        <Button type="link" size="small" onClick={() => setWide(true)}>
          {knowledgeWords.more}
        </Button>
      )}
      {filter.isNarrowed && (
        <Button type="link" size="small" onClick={filter.clear}>
          {knowledgeWords.clear}
        </Button>
      )}
    </>
  )
}

type Options = { value: string; label: string }[]
