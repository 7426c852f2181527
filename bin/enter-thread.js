// What a thread of the program begins with.
import { fileURLToPath } from 'node:url'
import { workerData } from 'node:worker_threads'
import { importTypeScript } from './import-typescript.js'

await importTypeScript(fileURLToPath(workerData.module))
