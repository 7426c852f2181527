import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { useSearchParams } from 'wouter'
import { ADMINISTERING_ROLES } from '../../desk-roles.js'
import { AdminPage } from '../admin-page.js'
import { AddIcon, DownloadIcon, SearchIcon, UploadIcon } from '../icons.js'
import { Loaded } from '../loaded.js'
import { NothingHere } from '../nothing-here.js'
import { useSession } from '../session.js'
import { words } from '../words.js'
import { above, arrangeOffices, searchOffices } from './arrange-offices.js'
import { ImportDialog } from './import-dialog.js'
import { OfficeForm } from './office-form.js'
import { OfficePanel } from './office-panel.js'
import { OfficeTree } from './office-tree.js'
import { officeWords } from './office-words.js'
import { OFFICE_TABLE, type OfficeFields, type OfficeNode, officesApi } from './offices-api.js'

/** Of what was searched for, so many are shown. */
const FOUND = 200
/** Open at first: down to the counties. */
const FIRST_LEVELS = new Set(['province', 'city'])

type Open = { kind: 'add'; above?: OfficeNode } | { kind: 'change'; office: OfficeNode } | { kind: 'import' }

export function OfficesPage() {
  const { role } = useSession().member
  const mayEdit = ADMINISTERING_ROLES.some((each) => each === role)
  const query = useQuery({ queryKey: ['office-tree'], queryFn: officesApi.list })
  const [open, setOpen] = useState<Open | null>(null)
  const [text, setText] = useState('')
  return (
    <AdminPage
      title={officeWords.title}
      state={query.data && officeWords.total(query.data.length)}
      actions={
        mayEdit && (
          <>
            <Button icon={<DownloadIcon />} href={OFFICE_TABLE}>
              {officeWords.download}
            </Button>
            <Button icon={<UploadIcon />} onClick={() => setOpen({ kind: 'import' })}>
              {officeWords.import}
            </Button>
            <Button type="primary" icon={<AddIcon />} onClick={() => setOpen({ kind: 'add' })}>
              {officeWords.add}
            </Button>
          </>
        )
      }
      filters={
        <Input
          type="search"
          aria-label={officeWords.search}
          placeholder={officeWords.search}
          prefix={<SearchIcon />}
          allowClear
          value={text}
          maxLength={100}
          onChange={({ target }) => setText(target.value)}
          className="filters__search"
        />
      }
    >
      <Loaded query={query}>
        {(offices) =>
          offices.length === 0 ? (
            <NothingHere title={officeWords.none.title} hint={officeWords.none.hint} />
          ) : (
            <Browser offices={offices} text={text} mayEdit={mayEdit} onOpen={setOpen} />
          )
        }
      </Loaded>
      {open && <OpenDialog open={open} onClose={() => setOpen(null)} />}
    </AdminPage>
  )
}

interface BrowserProps {
  offices: OfficeNode[]
  text: string
  mayEdit: boolean
  onOpen: (open: Open) => void
}

/** The tree, or what was searched for, beside the office that one looks at; its id stands in the address. */
function Browser({ offices, text, mayEdit, onOpen }: BrowserProps) {
  const [params, setParams] = useSearchParams()
  const shown = offices.find(({ id }) => id === params.get('office')) ?? offices[0]!
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(
    () => new Set(offices.filter(({ level }) => FIRST_LEVELS.has(level)).map(({ id }) => id)),
  )
  // However one has come to it, it stands in the tree; who shuts it afterwards may.
  const reveal = useEffectEvent(() => setExpanded(new Set([...expanded, ...above(offices, shown.id)])))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another office is the reason to reveal it
  useEffect(() => reveal(), [shown.id])
  const select = (id: string) => setParams({ office: id }, { replace: true })
  const found = text.trim() === '' ? null : searchOffices(offices, text)
  return (
    <div className="browser">
      <div className="browser__list">
        {found === null ? (
          <OfficeTree
            rows={arrangeOffices(offices, expanded)}
            selectedId={shown.id}
            onSelect={select}
            onToggle={(id, isOpen) => {
              const next = new Set(expanded)
              if (isOpen) next.add(id)
              else next.delete(id)
              setExpanded(next)
            }}
          />
        ) : (
          <Found offices={found} shownId={shown.id} onSelect={select} />
        )}
      </div>
      <OfficePanel
        office={shown}
        above={offices.find(({ id }) => id === shown.aboveId)}
        mayEdit={mayEdit}
        onSelect={select}
        onChange={() => onOpen({ kind: 'change', office: shown })}
        onAddBelow={() => onOpen({ kind: 'add', above: shown })}
      />
    </div>
  )
}

interface FoundProps {
  offices: OfficeNode[]
  shownId: string
  onSelect: (id: string) => void
}

function Found({ offices, shownId, onSelect }: FoundProps) {
  return (
    <>
      <p className="browser__found" role="status">
        {offices.length === 0 ? officeWords.notFound : officeWords.found(offices.length, FOUND)}
      </p>
      <ul>
        {offices.slice(0, FOUND).map(({ id, name, level, regionName }) => (
          <li key={id}>
            <button
              type="button"
              className="browser__hit"
              aria-current={id === shownId ? 'true' : undefined}
              onClick={() => onSelect(id)}
            >
              <strong>{name}</strong>
              <span>
                {words.levels[level]} · {regionName}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function OpenDialog({ open, onClose }: { open: Open; onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [, setParams] = useSearchParams()
  const done = async (said: string, id?: string) => {
    onClose()
    message.success(said)
    await Promise.all(
      ['office-tree', 'offices', 'receivers'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
    if (id !== undefined) setParams({ office: id }, { replace: true })
  }
  if (open.kind === 'import') {
    return (
      <ImportDialog
        onDone={(added, changed) => done(officeWords.importing.done(added, changed))}
        onClose={onClose}
      />
    )
  }
  const save = async (fields: OfficeFields) => {
    if (open.kind === 'change') {
      await officesApi.change(open.office.id, fields)
      await done(officeWords.form.changed)
    } else {
      const { id } = await officesApi.add(fields)
      await done(officeWords.form.added(fields.name), id)
    }
  }
  return (
    <OfficeForm
      office={open.kind === 'change' ? open.office : undefined}
      above={open.kind === 'add' ? open.above : undefined}
      onSave={save}
      onClose={onClose}
    />
  )
}
