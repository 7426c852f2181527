#!/usr/bin/env node
// TypeScript runs as it is written: no build that could be stale stands between a change and its effect.
import { register } from 'tsx/esm/api'

register()
await import('../server/cli/main.ts')
