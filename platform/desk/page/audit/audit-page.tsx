import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Empty, Input, Result, Select, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { AdminPage } from '../admin-page.js'
import { ColumnTable } from '../column-table.js'
import { SearchIcon } from '../icons.js'
import { membersApi } from '../staff/members-api.js'
import { staffApi } from '../staff-api.js'
import { fullTime } from '../time-words.js'
import { words } from '../words.js'
import { type AuditEntry, type AuditVerdict, auditApi } from './audit-api.js'
import { auditWords } from './audit-words.js'
import { EntryDetails } from './entry-details.js'
import { subjectText } from './subject-text.js'
import { Verdict, VerifyDialog } from './verify-dialog.js'

const TYPING_MS = 300
/** As the server's query calls them; empty: not narrowed. */
const ANYTHING = { actor: '', action: '', subject: '', from: '', to: '' }
type Filter = typeof ANYTHING

export function AuditPage() {
  const [filter, setFilter] = useState<Filter>(ANYTHING)
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null)
  const [isVerifying, setVerifying] = useState(false)
  const asked = useSettled(filter)
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  const log = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam }) => auditApi.list(queryOf(asked, pageParam)),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? []
  const isNarrowed = Object.values(filter).some((value) => value !== '')
  const officeName = (id: string) => offices.data?.find((office) => office.id === id)?.name

  return (
    <AdminPage
      title={auditWords.title}
      state={auditWords.hint}
      actions={<Button onClick={() => setVerifying(true)}>{auditWords.verify}</Button>}
      filters={
        <AuditFilters
          filter={filter}
          isNarrowed={isNarrowed}
          onChange={(change) => setFilter({ ...filter, ...change })}
        />
      }
    >
      {verdict && (
        <div className="audit__verdict">
          <Verdict verdict={verdict} />
        </div>
      )}
      {log.isPending && (
        <div className="admin__loading" aria-busy="true">
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </div>
      )}
      {log.isError && entries.length === 0 && (
        <Result
          status="warning"
          title={words.failed.title}
          subTitle={log.error.message}
          extra={
            <Button type="primary" onClick={() => void log.refetch()}>
              {words.retry}
            </Button>
          }
        />
      )}
      {log.data && entries.length === 0 && (
        <Empty className="admin__empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={auditWords.empty}>
          {isNarrowed && <Button onClick={() => setFilter(ANYTHING)}>{auditWords.clear}</Button>}
        </Empty>
      )}
      {entries.length > 0 && (
        <ColumnTable columns={auditWords.columns} className="audit-list">
          {entries.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} officeName={officeName} />
          ))}
        </ColumnTable>
      )}
      {log.hasNextPage && (
        <div className="admin__more">
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {auditWords.more}
          </Button>
        </div>
      )}
      {isVerifying && <VerifyDialog onVerified={setVerdict} onClose={() => setVerifying(false)} />}
    </AdminPage>
  )
}

function EntryRow({
  entry,
  officeName,
}: {
  entry: AuditEntry
  officeName: (id: string) => string | undefined
}) {
  const { seq, at, actorId, actorName, action, details } = entry
  return (
    <tr>
      <td className="table__number audit__seq">{seq}</td>
      <td className="table__number">{fullTime(at)}</td>
      <td className="audit__who">{actorName ?? actorId ?? auditWords.system}</td>
      <td title={action}>{auditWords.actions[action] ?? action}</td>
      <td className="audit__subject">{subjectText(entry)}</td>
      <td>
        <EntryDetails details={details} officeName={officeName} />
      </td>
    </tr>
  )
}

interface AuditFiltersProps {
  filter: Filter
  isNarrowed: boolean
  onChange: (change: Partial<Filter>) => void
}

function AuditFilters({ filter, isNarrowed, onChange }: AuditFiltersProps) {
  const members = useQuery({ queryKey: ['members'], queryFn: membersApi.list })
  return (
    <>
      <Select
        aria-label={auditWords.who}
        placeholder={auditWords.who}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={filter.actor || null}
        onChange={(actor) => onChange({ actor: actor ?? '' })}
        options={[
          { value: 'system', label: auditWords.system },
          ...(members.data ?? []).map(({ id, name, login }) => ({
            value: id,
            label: name === login ? name : `${name}（${login}）`,
          })),
        ]}
        className="filters__select"
      />
      <Select
        aria-label={auditWords.what}
        placeholder={auditWords.what}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={filter.action || null}
        onChange={(action) => onChange({ action: action ?? '' })}
        options={ACTION_OPTIONS}
        className="filters__select"
      />
      <Input
        type="search"
        aria-label={auditWords.subject}
        placeholder={auditWords.subject}
        prefix={<SearchIcon />}
        allowClear
        maxLength={200}
        value={filter.subject}
        onChange={({ target }) => onChange({ subject: target.value })}
        className="filters__search"
      />
      <DayField end="from" filter={filter} onChange={onChange} />
      <DayField end="to" filter={filter} onChange={onChange} />
      {isNarrowed && (
        <Button type="link" size="small" onClick={() => onChange(ANYTHING)}>
          {auditWords.clear}
        </Button>
      )}
    </>
  )
}

type DayFieldProps = Pick<AuditFiltersProps, 'filter' | 'onChange'> & { end: 'from' | 'to' }

function DayField({ end, filter, onChange }: DayFieldProps) {
  return (
    <Input
      type="date"
      aria-label={auditWords[end]}
      prefix={auditWords[end].slice(0, 1)}
      value={filter[end]}
      onChange={({ target }) => onChange({ [end]: target.value })}
      className="audit__date"
    />
  )
}

const ACTION_OPTIONS = Object.entries(auditWords.kinds).map(([kind, label]) => ({
  label,
  title: label,
  options: [
    { value: kind, label: auditWords.allOf(label) },
    ...Object.entries(auditWords.actions)
      .filter(([action]) => action.startsWith(`${kind}.`))
      .map(([value, name]) => ({ value, label: name })),
  ],
}))

function queryOf(filter: Filter, before: number | null): URLSearchParams {
  const given = Object.entries(filter)
    .map(([key, value]) => [key, value.trim()] as [string, string])
    .filter(([, value]) => value !== '')
  return new URLSearchParams(before === null ? given : [...given, ['before', String(before)]])
}

/** The same once nobody has typed for a moment. */
function useSettled(filter: Filter): Filter {
  const [settled, setSettled] = useState(filter)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(filter), TYPING_MS)
    return () => clearTimeout(timer)
  }, [filter])
  return settled
}
