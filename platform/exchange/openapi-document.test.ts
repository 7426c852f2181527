import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exchangeDocument } from './openapi-document.js'

const docs = join(import.meta.dirname, '..', '..', 'docs')

it('is what docs/exchange.openapi.json holds: `npm run docs` writes it', () => {
  const written = JSON.parse(readFileSync(join(docs, 'exchange.openapi.json'), 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(exchangeDocument())))
})

it('names nothing that it does not hold', () => {
  const document = JSON.stringify(exchangeDocument())
  const { schemas } = (JSON.parse(document) as { components: { schemas: object } }).components
  const named = [...document.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
  expect([...new Set(named)].sort()).toEqual(Object.keys(schemas).sort())
})

it('is told in words: every kind of message and every code stands in docs/exchange.md', () => {
  const text = readFileSync(join(docs, 'exchange.md'), 'utf8')
  const document = JSON.stringify(exchangeDocument())
  const codes = [...document.matchAll(/"(?:const|enum)":(\[[^\]]*\]|"[^"]*")/g)]
    .flatMap(([, values]) => [JSON.parse(values!)].flat() as string[])
    .filter((value) => value.includes('_') || ['opened', 'progress', 'kept', 'refused'].includes(value))
  const inTickets = new Set(readTicketCodes())
  expect(codes.filter((code) => !inTickets.has(code) && !text.includes(`\`${code}\``))).toEqual([])
})

/** Matters and reasons are the same everywhere in Wenfa; the document lists them. */
function readTicketCodes(): string[] {
  const { components } = JSON.parse(JSON.stringify(exchangeDocument()))
  const { matter, reason } = components.schemas.OutboundMessage.properties.ticket.properties
  return [...matter.enum, ...reason.enum]
}
