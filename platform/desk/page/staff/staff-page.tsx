import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Empty, Input, Select } from 'antd'
import { useState } from 'react'
import { STAFF_ROLES, type StaffRole } from '../../../staff/staff-member.js'
import { AdminPage } from '../admin-page.js'
import { ConfirmDialog } from '../confirm-dialog.js'
import { AddIcon, SearchIcon } from '../icons.js'
import { Loaded } from '../loaded.js'
import { useSession } from '../session.js'
import { staffApi } from '../staff-api.js'
import { words } from '../words.js'
import { LinkDialog } from './link-dialog.js'
import { MemberForm } from './member-form.js'
import { type MemberAction, MemberRow } from './member-row.js'
import { type Member, membersApi, type SetUpLink } from './members-api.js'
import { staffWords } from './staff-words.js'

/** Rows that are shown at once. */
const PAGE = 100

interface Filter {
  text: string
  role: StaffRole | null
  status: Member['status'] | null
  officeId: string | null
}
const EVERYBODY: Filter = { text: '', role: null, status: null, officeId: null }

type Open =
  | { kind: 'add' }
  | { kind: 'link-made'; name: string; link: SetUpLink }
  | { kind: MemberAction; member: Member }

export function StaffPage() {
  const { id: ownId } = useSession().member
  const { message } = App.useApp()
  const client = useQueryClient()
  const [filter, setFilter] = useState(EVERYBODY)
  const [most, setMost] = useState(PAGE)
  const [open, setOpen] = useState<Open | null>(null)
  const members = useQuery({ queryKey: ['members'], queryFn: membersApi.list })
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  const officeName = (id: string | null) =>
    id === null ? words.wholeProvince : (offices.data?.find((office) => office.id === id)?.name ?? '')
  const found = (members.data ?? []).filter((member) => fits(member, filter))
  const narrow = (change: Partial<Filter>) => {
    setFilter({ ...filter, ...change })
    setMost(PAGE)
  }
  const close = () => setOpen(null)
  const done = async (said: string) => {
    message.success(said)
    await client.invalidateQueries({ queryKey: ['members'] })
  }

  return (
    <AdminPage
      title={staffWords.title}
      state={
        members.data &&
        (found.length === members.data.length
          ? staffWords.total(found.length)
          : staffWords.found(found.length, members.data.length))
      }
      actions={
        <Button type="primary" icon={<AddIcon />} onClick={() => setOpen({ kind: 'add' })}>
          {staffWords.add}
        </Button>
      }
      filters={
        <>
          <Input
            type="search"
            aria-label={staffWords.search}
            placeholder={staffWords.search}
            prefix={<SearchIcon />}
            allowClear
            value={filter.text}
            onChange={({ target }) => narrow({ text: target.value })}
            className="filters__search"
          />
          <Select
            aria-label={staffWords.office}
            placeholder={staffWords.office}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            value={filter.officeId}
            onChange={(officeId) => narrow({ officeId: officeId ?? null })}
            options={offices.data?.map(({ id, name }) => ({ value: id, label: name }))}
            className="filters__office"
          />
          <Select
            aria-label={staffWords.role}
            placeholder={staffWords.role}
            allowClear
            value={filter.role}
            onChange={(role) => narrow({ role: role ?? null })}
            options={STAFF_ROLES.map((role) => ({ value: role, label: words.roles[role] }))}
            className="filters__select"
          />
          <Select
            aria-label={staffWords.status}
            placeholder={staffWords.status}
            allowClear
            value={filter.status}
            onChange={(status) => narrow({ status: status ?? null })}
            options={Object.entries(staffWords.statuses).map(([value, label]) => ({
              value: value as Member['status'],
              label,
            }))}
            className="filters__select"
          />
        </>
      }
    >
      <Loaded query={members}>
        {() =>
          found.length === 0 ? (
            <Empty
              className="admin__empty"
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={staffWords.empty}
            >
              <Button onClick={() => narrow(EVERYBODY)}>{staffWords.clear}</Button>
            </Empty>
          ) : (
            <>
              <table className="table table--cards">
                <thead>
                  <tr>
                    {Object.entries(staffWords.columns).map(([key, label]) => (
                      <th key={key} scope="col">
                        {key === 'act' ? <span className="hidden-text">{label}</span> : label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {found.slice(0, most).map((member) => (
                    <MemberRow
                      key={member.id}
                      member={member}
                      officeName={officeName(member.officeId)}
                      isSelf={member.id === ownId}
                      onAct={(kind) => setOpen({ kind, member })}
                    />
                  ))}
                </tbody>
              </table>
              {found.length > most && (
                <div className="admin__more">
                  <Button onClick={() => setMost(most + PAGE)}>{staffWords.more}</Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
      {open && <OpenDialog open={open} onOpen={setOpen} onClose={close} onDone={done} />}
    </AdminPage>
  )
}

interface OpenDialogProps {
  open: Open
  onOpen: (open: Open) => void
  onClose: () => void
  onDone: (said: string) => Promise<void>
}

function OpenDialog({ open, onOpen, onClose, onDone }: OpenDialogProps) {
  const client = useQueryClient()
  const showLink = async (name: string, link: SetUpLink) => {
    onOpen({ kind: 'link-made', name, link })
    await client.invalidateQueries({ queryKey: ['members'] })
  }
  if (open.kind === 'link-made') return <LinkDialog name={open.name} link={open.link} onClose={onClose} />
  if (open.kind === 'add') {
    return (
      <MemberForm
        onSave={async (fields) => {
          const { member, link } = await membersApi.invite(fields)
          await showLink(member.name, link)
        }}
        onClose={onClose}
      />
    )
  }
  const { kind, member } = open
  if (kind === 'change') {
    return (
      <MemberForm
        member={member}
        onSave={async ({ name, role, officeId }) => {
          await membersApi.change(member.id, { name, role, officeId })
          onClose()
          await onDone(staffWords.done.change)
        }}
        onClose={onClose}
      />
    )
  }
  const { title, consequence, ok } = staffWords.confirm[kind]
  const common = { title: title(member.name), consequence, okText: ok }
  if (kind === 'link') {
    return (
      <ConfirmDialog
        {...common}
        onOk={async () => showLink(member.name, await membersApi.newLink(member.id))}
        onClose={onClose}
      />
    )
  }
  const act = {
    sessions: membersApi.endSessions,
    factor: membersApi.removeSecondFactor,
    disable: membersApi.disable,
    enable: membersApi.enable,
  }[kind]
  return (
    <ConfirmDialog
      {...common}
      isDanger={kind === 'disable' || kind === 'factor'}
      onOk={async () => {
        await act(member.id)
        onClose()
        await onDone(staffWords.done[kind])
      }}
      onClose={onClose}
    />
  )
}

function fits({ name, login, role, status, officeId }: Member, filter: Filter): boolean {
  const text = filter.text.trim().toLowerCase()
  return (
    (text === '' || `${name} ${login}`.toLowerCase().includes(text)) &&
    (filter.role === null || filter.role === role) &&
    (filter.status === null || filter.status === status) &&
    (filter.officeId === null || filter.officeId === officeId)
  )
}
