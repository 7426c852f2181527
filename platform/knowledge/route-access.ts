import { KNOWLEDGE_ROLES } from './knowledge-roles.js'

/** What a route of the knowledge base declares, in `config.access`. */
export const reading = { roles: KNOWLEDGE_ROLES, scope: 'shared', key: 'read' } as const
export const changing = { roles: KNOWLEDGE_ROLES, scope: 'shared', key: 'write' } as const
export const publishing = { roles: KNOWLEDGE_ROLES, scope: 'shared', key: 'publish' } as const
