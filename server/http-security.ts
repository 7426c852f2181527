import fastifyHelmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply } from 'fastify'

const DIRECTIVES = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'self'"],
}

export async function addSecurityHeaders(server: FastifyInstance): Promise<void> {
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: DIRECTIVES },
    // Whether the operator's other subdomains speak TLS is not ours to say.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  })
}

/** The page as shown inside other sites. */
export function allowFraming(reply: FastifyReply): void {
  changePolicy(reply, { 'frame-ancestors': ['*'] }).removeHeader('x-frame-options')
}

/** Style elements that carry the nonce: those that antd makes in the page. @param nonce new for every answer */
export function allowStyles(reply: FastifyReply, nonce: string): void {
  changePolicy(reply, {
    'style-src': ["'self'", `'nonce-${nonce}'`],
    // A text area that grows with its text is measured by one whose style attribute antd writes.
    'style-src-attr': ["'unsafe-inline'"],
    'frame-ancestors': ["'none'"],
  })
}

function changePolicy(reply: FastifyReply, change: Readonly<Record<string, string[]>>): FastifyReply {
  const directives = Object.entries({ ...DIRECTIVES, ...change })
  return reply.header(
    'content-security-policy',
    directives.map(([name, values]) => `${name} ${values.join(' ')}`).join(';'),
  )
}
