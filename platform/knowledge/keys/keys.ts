import type { z } from 'zod'
import type { KnowledgeTokenRow } from '../../../storage/tables.js'
import type { KeyScope } from '../../staff/access/key-scopes.js'
import { hashToken, newToken } from '../../staff/secret-token.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { KEY_ID_PREFIX } from './is-key.js'
import type { keyBody, keyView, newKeyReply } from './key-wire.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** By which it is known for what it is, also to those who search texts for keys. */
const PREFIX = 'wk_'

type KeyView = z.infer<typeof keyView>

/** Keys with which other programs use the API of the knowledge base. Only their hashes are stored. */
export function createKeys({ db, transact, audit, now, randomBytes }: KnowledgeDeps) {
  return {
    async list(): Promise<{ keys: KeyView[] }> {
      const rows = await db.selectFrom('knowledge_tokens').selectAll().orderBy('created_at', 'desc').execute()
      return { keys: rows.map(viewKey) }
    },

    async add(
      { name, scopes, days }: z.infer<typeof keyBody>,
      member: StaffMember,
    ): Promise<z.infer<typeof newKeyReply>> {
      const key = PREFIX + newToken(randomBytes)
      const row: KnowledgeTokenRow = {
        id: `${KEY_ID_PREFIX}${randomBytes(12).toString('base64url')}`,
        name,
        token_hash: hashToken(key),
        scopes: JSON.stringify([...new Set(scopes)]),
        created_by: member.name,
        created_by_id: member.id,
        created_at: now().toISOString(),
        last_used_at: null,
        expires_at: new Date(now().getTime() + days * DAY_MS).toISOString(),
        revoked_at: null,
      }
      await transact(async (trx) => {
        await trx.insertInto('knowledge_tokens').values(row).execute()
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.key_add',
          subject: row.id,
          details: { name, scopes, days },
        })
      })
      return { ...viewKey(row), key }
    },

    /** It counts for nothing from now on. @throws {StaffError} 404 */
    async revoke(id: string, member: StaffMember): Promise<{ keys: KeyView[] }> {
      await transact(async (trx) => {
        const row = await trx
          .updateTable('knowledge_tokens')
          .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now().toISOString())) }))
          .where('id', '=', id)
          .returning('name')
          .executeTakeFirst()
        if (!row) throw staffErrors.notFound()
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.key_revoke',
          subject: id,
          details: { name: row.name },
        })
      })
      return this.list()
    },

    /** As in `StaffAccessDeps.findKey`. */
    async find(key: string, scope: KeyScope): Promise<StaffMember | null> {
      if (!key.startsWith(PREFIX)) return null
      const row = await db
        .selectFrom('knowledge_tokens')
        .innerJoin('staff', 'staff.id', 'knowledge_tokens.created_by_id')
        .selectAll('knowledge_tokens')
        .where('token_hash', '=', hashToken(key))
        // Nobody's key outlives their account.
        .where('staff.status', '<>', 'disabled')
        .executeTakeFirst()
      const at = now().toISOString()
      if (!row || row.revoked_at !== null || row.expires_at <= at) return null
      if (!(JSON.parse(row.scopes) as KeyScope[]).includes(scope)) return null
      const hourAgo = new Date(now().getTime() - HOUR_MS).toISOString()
      if (row.last_used_at === null || row.last_used_at < hourAgo) {
        await db.updateTable('knowledge_tokens').set({ last_used_at: at }).where('id', '=', row.id).execute()
      }
      return { id: row.id, name: row.name, role: 'knowledge', officeId: null, actsFor: row.created_by_id }
    },
  }
}

function viewKey(row: KnowledgeTokenRow): KeyView {
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as KeyScope[],
    createdBy: row.created_by,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}
