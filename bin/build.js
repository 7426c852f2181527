// `npm run build`: what the first start would do otherwise.
import { join } from 'node:path'
import { importTypeScript } from './import-typescript.js'

await importTypeScript(join(import.meta.dirname, '..', 'server', 'build-pages.ts'))
