import type { FastifyRequest } from 'fastify'
import type { Conversation } from '../../bot/conversations.js'
import type { WebDeps } from './web-deps.js'
import { webErrors } from './web-error.js'

/** @throws {WebError} 401 without a bearer token */
export function bearerOf(request: FastifyRequest): string {
  const token = /^Bearer +([\x21-\x7e]{1,200}) *$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw webErrors.missingBearer()
  return token
}

/**
 * @throws {WebError} 401 without a secret, 404 for what cannot be a conversation's id, 403 for a secret that does
 * not open it, whether the conversation exists or not
 */
export async function authenticate(
  request: FastifyRequest,
  conversationId: string,
  { conversations }: Pick<WebDeps, 'conversations'>,
): Promise<Conversation> {
  const secret = bearerOf(request)
  if (!isRowId(conversationId)) throw webErrors.notFound('这个会话')
  const conversation = await conversations.authenticate(conversationId, secret)
  if (!conversation) throw webErrors.wrongSecret()
  return conversation
}

/** The shape of the ids of conversations, messages and replies. */
export function isRowId(id: string): boolean {
  return /^[a-z]_[\w-]{22}$/.test(id)
}
