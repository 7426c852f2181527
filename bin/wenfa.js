#!/usr/bin/env node
import { join } from 'node:path'
import { importTypeScript } from './import-typescript.js'

const root = join(import.meta.dirname, '..')
const { runCommandLine } = await importTypeScript(join(root, 'server/cli/main.ts'))
const { addEvalCommand } = await importTypeScript(join(root, 'evals/add-eval-command.ts'))
await runCommandLine([addEvalCommand])
