// Node starts a thread without the loader that reads TypeScript: this registers it first.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.module)
