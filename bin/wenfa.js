#!/usr/bin/env node
// TypeScript runs as it is written: no build that could be stale stands between a change and its effect.
import { register } from 'tsx/esm/api'

register()
const [{ runCommandLine }, { addEvalCommand }] = await Promise.all([
  import('../server/cli/main.ts'),
  import('../evals/add-eval-command.ts'),
])
await runCommandLine([addEvalCommand])
