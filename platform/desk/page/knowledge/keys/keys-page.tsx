import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { AdminPage } from '../../admin-page.js'
import { ColumnTable } from '../../column-table.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { CopyField } from '../../copy-field.js'
import { Dialog } from '../../dialog.js'
import { Loaded } from '../../loaded.js'
import { NothingHere } from '../../nothing-here.js'
import { Time } from '../../time.js'
import { fullTime } from '../../time-words.js'
import { useNow } from '../../use-now.js'
import { dayWords } from '../day-words.js'
import { KeyForm } from './key-form.js'
import { keysApi, type NewKey, type ProgramKey } from './keys-api.js'
import { keysWords as words } from './keys-words.js'

/** Keys with which other programs use the knowledge base. */
export function KeysPage() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const list = useQuery({ queryKey: ['knowledge', 'keys'], queryFn: keysApi.list })
  const [isAdding, setAdding] = useState(false)
  const [made, setMade] = useState<NewKey | null>(null)
  const [revoking, setRevoking] = useState<ProgramKey | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['knowledge', 'keys'] })
  return (
    <AdminPage
      title={words.title}
      state={words.hint}
      actions={
        <>
          <a href="/api/docs" target="_blank" rel="noreferrer" className="keys__docs">
            {words.api}
          </a>
          <Button type="primary" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        </>
      }
    >
      <Loaded query={list}>
        {(keys) =>
          keys.length === 0 ? (
            <NothingHere title={words.none} hint={words.noneHint} />
          ) : (
            <ColumnTable columns={words.columns} className="knowledge-list">
              {keys.map((key) => (
                <KeyRow key={key.id} programKey={key} onRevoke={() => setRevoking(key)} />
              ))}
            </ColumnTable>
          )
        }
      </Loaded>
      {isAdding && (
        <KeyForm
          onAdd={async (fields) => {
            setMade(await keysApi.add(fields))
            setAdding(false)
            await refresh()
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made && (
        <Dialog
          title={words.shownTitle(made.name)}
          mask={{ closable: false }}
          keyboard={false}
          closable={false}
          footer={
            <Button type="primary" onClick={() => setMade(null)}>
              {words.shownDone}
            </Button>
          }
        >
          <p className="dialog__hint">{words.shownHint}</p>
          <CopyField label={words.shownLabel} value={made.key} />
        </Dialog>
      )}
      {revoking && (
        <ConfirmDialog
          title={words.revokeTitle(revoking.name)}
          consequence={words.revokeHint}
          okText={words.revoke}
          isDanger
          onOk={async () => {
            await keysApi.revoke(revoking.id)
            await refresh()
            message.success(words.revoked)
            setRevoking(null)
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </AdminPage>
  )
}

const TAGS = { active: 'tag tag--good', expired: 'tag', revoked: 'tag' }

function KeyRow({ programKey, onRevoke }: { programKey: ProgramKey; onRevoke: () => void }) {
  const { name, scopes, createdBy, createdAt, lastUsedAt, expiresAt, revokedAt } = programKey
  const now = useNow()
  const state = revokedAt !== null ? 'revoked' : Date.parse(expiresAt) <= now ? 'expired' : 'active'
  return (
    <tr>
      <td>
        <strong>{name}</strong>
        <span className="table__soft">{words.createdBy(createdBy, fullTime(createdAt))}</span>
      </td>
      <td data-label={words.columns.scopes}>{scopes.map((scope) => words.scopeNames[scope]).join('、')}</td>
      <td className="table__number" data-label={words.columns.expires} title={fullTime(expiresAt)}>
        {dayWords(fullTime(expiresAt).slice(0, 10), now)}
      </td>
      <td className="table__number" data-label={words.columns.used}>
        {lastUsedAt === null ? words.never : <Time at={lastUsedAt} />}
      </td>
      <td className="keys__state">
        <span className={TAGS[state]}>{words.states[state]}</span>
        {state === 'active' && (
          <Button type="link" size="small" danger onClick={onRevoke}>
            {words.revoke}
          </Button>
        )}
      </td>
    </tr>
  )
}
