import { aigcLabel } from '../../bot/aigc-label.js'
import type { Answer } from '../../bot/answer.js'
import { normaliseContact } from '../tickets/contact-hash.js'
import { findPerson, type Subject, subjectName } from './find-person.js'
import type { PrivacyDeps } from './privacy-deps.js'

/** Everything that is held about somebody, opened, as one JSON document to hand over. That it was made is audited. */
export function createExportPerson({ db, transact, dataKey, audit, now }: PrivacyDeps) {
  const open = (sealed: string | null) => (sealed === null ? null : dataKey.decrypt(sealed))
  const openJson = (sealed: string): unknown => JSON.parse(dataKey.decrypt(sealed))

  async function conversation(id: string) {
    const row = await db
      .selectFrom('conversations')
      .select(['id', 'channel', 'region_code', 'created_at', 'erased_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const [messages, turns, events, live, peers, bindings, tickets] = await Promise.all([
      db.selectFrom('messages').selectAll().where('conversation_id', '=', id).orderBy('created_at').execute(),
      db.selectFrom('turns').selectAll().where('conversation_id', '=', id).orderBy('created_at').execute(),
      db
        .selectFrom('conversation_events')
        .selectAll()
        .where('conversation_id', '=', id)
        .orderBy('seq')
        .execute(),
      db.selectFrom('live_events').selectAll().where('conversation_id', '=', id).orderBy('seq').execute(),
      db.selectFrom('channel_peers').selectAll().where('conversation_id', '=', id).execute(),
      db.selectFrom('channel_bindings').selectAll().where('conversation_id', '=', id).execute(),
      db.selectFrom('tickets').selectAll().where('conversation_id', '=', id).orderBy('number').execute(),
    ])
    return {
      id: row.id,
      channel: row.channel,
      regionCode: row.region_code,
      createdAt: row.created_at,
      erasedAt: row.erased_at,
      messages: messages.map(({ id, text_encrypted, text_masked, input, created_at }) => ({
        id,
        text: dataKey.decrypt(text_encrypted),
        masked: text_masked,
        input: JSON.parse(input),
        at: created_at,
      })),
      replies: turns.map(({ id, message_id, outcome, answer_encrypted, trace, ...turn }) => ({
        id,
        messageId: message_id,
        outcome,
        ...labelled(openJson(answer_encrypted) as Answer, id),
        trace: JSON.parse(trace),
        rating: turn.rating,
        ratingComment: turn.rating_comment,
        at: turn.created_at,
      })),
      events: events.map(({ payload_encrypted }) => openJson(payload_encrypted)),
      staff: live.map(({ kind, staff_name, text_encrypted, created_at }) => ({
        kind,
        name: staff_name,
        text: open(text_encrypted),
        at: created_at,
      })),
      platforms: await Promise.all(peers.map(peer)),
      alsoHeardBy: bindings.map(({ created_at }) => ({ at: created_at })),
      tickets: await Promise.all(tickets.map(ticket)),
    }
  }

  type PeerRow = { id: string; channel: string; peer_encrypted: string; created_at: string }

  async function peer({ id, channel, peer_encrypted, created_at }: PeerRow) {
    const [inbox, deliveries] = await Promise.all([
      db.selectFrom('channel_inbox').selectAll().where('peer_id', '=', id).orderBy('id').execute(),
      db.selectFrom('deliveries').selectAll().where('peer_id', '=', id).orderBy('id').execute(),
    ])
    return {
      channel,
      account: dataKey.decrypt(peer_encrypted),
      createdAt: created_at,
      received: inbox.map(({ message_id, content_encrypted, received_at }) => ({
        id: message_id,
        content: content_encrypted === null ? null : openJson(content_encrypted),
        at: received_at,
      })),
      deliveries: deliveries.map(({ text_encrypted, status, created_at, settled_at }) => ({
        text: dataKey.decrypt(text_encrypted),
        status,
        at: created_at,
        settledAt: settled_at,
      })),
    }
  }

  type TicketRow = {
    id: string
    number: string
    status: string
    matter: string
    summary_masked: string
    contact_encrypted: string | null
    created_at: string
    closed_at: string | null
    region_code: string | null
    satisfied: number | null
  }

  async function ticket(row: TicketRow) {
    const [events, consents, sent, received, samples] = await Promise.all([
      db.selectFrom('ticket_events').selectAll().where('ticket_id', '=', row.id).orderBy('seq').execute(),
      db
        .selectFrom('contact_consents')
        .selectAll()
        .where('ticket_id', '=', row.id)
        .orderBy('given_at')
        .execute(),
      db.selectFrom('exchange_outbox').selectAll().where('ticket_id', '=', row.id).orderBy('id').execute(),
      db.selectFrom('exchange_callbacks').selectAll().where('ticket_id', '=', row.id).execute(),
      db.selectFrom('quality_samples').selectAll().where('ticket_id', '=', row.id).execute(),
    ])
    return {
      number: row.number,
      status: row.status,
      matter: row.matter,
      regionCode: row.region_code,
      summary: row.summary_masked,
      contact: open(row.contact_encrypted),
      createdAt: row.created_at,
      closedAt: row.closed_at,
      satisfied: row.satisfied === null ? null : row.satisfied === 1,
      events: events.map(({ kind, actor_kind, actor_name, payload_encrypted, created_at }) => ({
        kind,
        by: { kind: actor_kind, name: actor_name },
        payload: openJson(payload_encrypted),
        at: created_at,
      })),
      consents: consents.map(({ notice_version, by_guardian, given_at, withdrawn_at }) => ({
        notice: notice_version,
        byGuardian: by_guardian === 1,
        givenAt: given_at,
        withdrawnAt: withdrawn_at,
      })),
      exchange: {
        sent: sent.map(({ payload_encrypted, status }) => ({ status, message: openJson(payload_encrypted) })),
        received: received.map(({ payload_encrypted, result }) => ({
          result,
          message: openJson(payload_encrypted),
        })),
      },
      quality: samples.map(({ marks, note_encrypted, reviewed_at }) => ({
        marks: marks === null ? null : JSON.parse(marks),
        note: open(note_encrypted),
        at: reviewed_at,
      })),
    }
  }

  async function call(id: string) {
    const row = await db
      .selectFrom('hotline_calls')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const suggested = await db
      .selectFrom('suggestions')
      .select(['kind', 'text', 'shown_at', 'choice'])
      .where('call_id', '=', id)
      .orderBy('shown_at')
      .execute()
    return {
      startedAt: row.started_at,
      endedAt: row.ended_at,
      matter: row.matter,
      conversationId: row.conversation_id,
      suggested: suggested.map(({ shown_at, ...rest }) => ({ ...rest, at: shown_at })),
    }
  }

  const labelled = (answer: Answer, id: string) => ({ answer, ...aigcLabel(answer, id) })

  return async (subject: Subject) => {
    const { conversationIds, callIds } = await findPerson(db, dataKey, subject)
    const document = {
      madeAt: now().toISOString(),
      about: 'contact' in subject ? normaliseContact(subject.contact) : subjectName(subject),
      conversations: await Promise.all(conversationIds.map(conversation)),
      calls: await Promise.all(callIds.map(call)),
    }
    await transact((trx) =>
      audit.record(trx, {
        actorId: null,
        action: 'privacy.export',
        subject: subjectName(subject),
        details: { conversations: conversationIds, calls: callIds.length },
      }),
    )
    return document
  }
}
