import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, type InputRef, Select } from 'antd'
import { type Ref, useEffect, useState } from 'react'
import { TICKET_STATUSES } from '../../../../bot/ticket-ports.js'
import { MATTERS } from '../../../../knowledge/matter.js'
import { SearchIcon } from '../icons.js'
import { staffApi } from '../staff-api.js'
import { words } from '../words.js'
import { LinkedFilters } from './linked-filters.js'
import { SavedViews } from './saved-views.js'
import type { QueueFilter } from './use-queue-filter.js'

const TYPING_MS = 300

interface FilterBarProps {
  filter: QueueFilter
  /** Of the first ticket that is shown. */
  assigneeName: string | null
  searchRef: Ref<InputRef>
}

export function FilterBar({ filter, assigneeName, searchRef }: FilterBarProps) {
  const { filters } = words.queue
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  // Each region once, called by the first office there.
  const regions = [...new Map(offices.data?.map(({ regionCode, name }) => [regionCode, name]))]
  return (
    <search className="filters">
      <SearchBox filter={filter} searchRef={searchRef} />
      <Select
        aria-label={filters.status}
        placeholder={words.queue.anyStatus}
        allowClear
        value={filter.value('status')}
        onChange={(status) => filter.change({ status })}
        options={TICKET_STATUSES.map((value) => ({ value, label: words.statuses[value] }))}
        className="filters__select"
      />
      <Select
        aria-label={filters.matter}
        placeholder={filters.matter}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.value('matter')}
        onChange={(matter) => filter.change({ matter })}
        options={Object.entries(MATTERS).map(([value, label]) => ({ value, label }))}
        className="filters__select"
      />
      {regions.length > 1 && (
        <Select
          aria-label={filters.region}
          placeholder={filters.region}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={filter.value('region')}
          onChange={(region) => filter.change({ region })}
          options={regions.map(([value, label]) => ({ value, label }))}
          className="filters__select"
        />
      )}
      <Checkbox
        checked={filter.value('urgency') === 'urgent'}
        onChange={({ target }) => filter.change({ urgency: target.checked ? 'urgent' : null })}
      >
        {filters.urgent}
      </Checkbox>
      <Checkbox
        checked={filter.value('overdue') === 'true'}
        onChange={({ target }) => filter.change({ overdue: target.checked ? 'true' : null })}
      >
        {filters.overdue}
      </Checkbox>
      <LinkedFilters filter={filter} assigneeName={assigneeName} />
      {filter.isNarrowed && (
        <Button type="link" size="small" onClick={filter.clear}>
          {words.queue.clear}
        </Button>
      )}
      <SavedViews filter={filter} />
    </search>
  )
}

/** Searches when one stops typing. */
function SearchBox({ filter, searchRef }: { filter: QueueFilter; searchRef: Ref<InputRef> }) {
  const given = filter.value('q') ?? ''
  const [text, setText] = useState(given)
  useEffect(() => setText(given), [given])
  useEffect(() => {
    if (text.trim() === given) return
    const timer = setTimeout(() => filter.change({ q: text.trim() }), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, given, filter])
  return (
    <Input
      ref={searchRef}
      type="search"
      aria-label={words.queue.searchLabel}
      placeholder={words.queue.search}
      prefix={<SearchIcon />}
      suffix={<kbd>/</kbd>}
      value={text}
      maxLength={100}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Escape') currentTarget.blur()
      }}
      className="filters__search"
    />
  )
}
