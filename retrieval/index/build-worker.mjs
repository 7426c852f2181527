// Node starts a thread without the loader that reads TypeScript: this registers it first.
import { register } from 'tsx/esm/api'

register()
await import('./build-worker.ts')
