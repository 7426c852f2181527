import { compareFolder, type FolderDifference } from '../../knowledge/folder/compare-folder.js'
import { importFolder } from '../../knowledge/folder/import-folder.js'
import { readFolder } from '../../knowledge/folder/read-folder.js'
import { exportFolder } from '../../knowledge/folder/write-folder.js'
import { openRecords } from '../compose.js'
import { updateIndex } from '../update-index.js'
import { openWorkspace } from '../workspace.js'
import type { CommandContext } from './command-context.js'
import { notUsed, visible } from './not-used.js'
import type { Output } from './output.js'

interface KnowledgeOptions {
  action: 'export' | 'import' | 'diff'
  folder: string
  /** Of `import`. */
  dryRun: boolean
}

const EXIT_DIFFERENT = 1
const EXIT_NOT_COMPARED = 2
const EXIT_SOME_UNREAD = 3
/** Lines of one text, and characters of one line, that are shown. */
const LINES_SHOWN = 6
const CHARACTERS_SHOWN = 100

/**
 * @returns the exit code: 0; of `import` 3 where entries could not be used; of `diff` 1 where both differ, 2 where they
 * could not be compared
 */
export async function knowledgeCommand(
  context: CommandContext,
  { action, folder, dryRun }: KnowledgeOptions,
): Promise<number> {
  switch (action) {
    case 'export':
      await exportTo(context, folder)
      return 0
    case 'import':
      return dryRun ? dryImport(context, folder) : importFrom(context, folder)
    case 'diff':
      return diff(context, folder).catch((error: unknown) => {
        context.output.say(error instanceof Error ? error.message : String(error))
        return EXIT_NOT_COMPARED
      })
    default:
      return action satisfies never
  }
}

async function exportTo({ config, output }: CommandContext, folder: string): Promise<void> {
  const workspace = await openWorkspace(config, output)
  try {
    const progress = output.progress('Writing')
    const { db } = workspace
    const report = await exportFolder({ db, folder, onProgress: progress.update, onWait: waitsFor(output) })
    progress.stop()
    output.result(report, () => {
      const { versions, files, bytes, written, removed } = report
      return `${folder} holds ${versions} versions in ${files} files (${(bytes / 1e6).toFixed(1)} MB): ${written} written, ${removed} removed`
    })
  } finally {
    await workspace.close()
  }
}

async function importFrom({ config, output }: CommandContext, folder: string): Promise<number> {
  const records = await openRecords(config, output)
  try {
    const bars = { reading: output.progress('Reading'), storing: output.progress('Storing') }
    const report = await importFolder({
      db: records.db,
      folder,
      onProgress: (step, done, total) => {
        bars[step].update(done, total)
        if (done === total) bars[step].stop()
      },
      onWait: waitsFor(output),
      beside: (trx, { versions }) =>
        records.staff.audit.record(trx, {
          actorId: null,
          action: 'knowledge.import',
          subject: `${versions.length} versions`,
        }),
    })
    await updateIndex(records, config, output)
    output.result(report, () =>
      [
        `Read: ${report.versions} versions, ${report.offices} offices`,
        `Passages: ${report.published} published, ${report.withdrawn} withdrawn; knowledge revision ${report.revision}`,
        ...report.problems.map(notUsed),
      ].join('\n'),
    )
    return report.problems.length > 0 ? EXIT_SOME_UNREAD : 0
  } finally {
    await records.close()
  }
}

/** What an import would bring: it takes out only what the folder holds as withdrawn. */
async function dryImport(context: CommandContext, folder: string): Promise<number> {
  const { output } = context
  const { problems } = await readFolder(folder)
  const differences = await compare(context, folder)
  const brought = differences.filter(({ kind }) => kind !== 'only_in_base')
  output.result({ differences: brought, problems }, () =>
    [
      brought.length > 0
        ? differencesText(brought)
        : `Nothing to import: the knowledge base holds all of ${folder}`,
      ...problems.map(notUsed),
    ].join('\n'),
  )
  return problems.length > 0 ? EXIT_SOME_UNREAD : 0
}

async function diff(context: CommandContext, folder: string): Promise<number> {
  const differences = await compare(context, folder)
  context.output.result(differences, () =>
    differences.length > 0 ? differencesText(differences) : `${folder} and the knowledge base are the same`,
  )
  return differences.length > 0 ? EXIT_DIFFERENT : 0
}

async function compare({ config, output }: CommandContext, folder: string): Promise<FolderDifference[]> {
  const workspace = await openWorkspace(config, output)
  try {
    const progress = output.progress('Comparing')
    const { db } = workspace
    const options = { db, folder, onProgress: progress.update, onWait: waitsFor(output) }
    return await compareFolder(options).finally(progress.stop)
  } finally {
    await workspace.close()
  }
}

const waitsFor = (output: Output) => () => output.say('Another process is ingesting: waiting for it')

const KINDS: Record<FolderDifference['kind'], string> = {
  only_in_folder: '+ only in the folder',
  only_in_base: '- only in the knowledge base',
  changed: '~ changed',
  state: '~ changed in versions.jsonl',
}

function differencesText(differences: readonly FolderDifference[]): string {
  return [
    ...differences.flatMap(({ file, kind, onlyInFolder, onlyInBase }) => [
      `${KINDS[kind]}: ${visible(file)}`,
      ...linesText('-', onlyInBase),
      ...linesText('+', onlyInFolder),
    ]),
    `${differences.length} differences (+ folder, - knowledge base)`,
  ].join('\n')
}

function linesText(sign: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, LINES_SHOWN).map((line) => {
    const short = [...line].slice(0, CHARACTERS_SHOWN).join('')
    return `    ${sign} ${visible(short)}${short.length < line.length ? '…' : ''}`
  })
  const more = lines.length - shown.length
  return more > 0 ? [...shown, `    ${sign} … and ${more} more lines`] : shown
}
