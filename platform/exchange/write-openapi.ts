import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exchangeDocument } from './openapi-document.js'

// `npm run docs`: after a change of the messages.
const path = join(import.meta.dirname, '..', '..', 'docs', 'exchange.openapi.json')
writeFileSync(path, `${JSON.stringify(exchangeDocument(), null, 2)}\n`)
