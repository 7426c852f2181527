import { ingest } from '../../knowledge/ingest/ingest.js'
import type { IngestReport } from '../../knowledge/ingest/ingest-report.js'
import type { FileKind } from '../../knowledge/parse-file.js'
import { updateIndex } from '../update-index.js'
import { openWorkspace } from '../workspace.js'
import { checkRegion } from './check-region.js'
import type { CommandContext } from './command-context.js'
import { notUsed } from './not-used.js'

const EXIT_SOME_UNREAD = 3

/** @returns the exit code: 0 everything was read, 3 some files or lines were not */
export async function ingestCommand(
  { config, output }: CommandContext,
  paths: readonly string[],
  options: { kind?: FileKind; region?: string },
): Promise<number> {
  checkRegion(options.region)
  const workspace = await openWorkspace(config, output)
  try {
    const progress = output.progress('Reading')
    const report = await ingest({
      db: workspace.db,
      paths,
      kind: options.kind,
      regionCode: options.region,
      onProgress: progress.update,
      onWait: () => output.say('Another process is ingesting: waiting for it'),
    })
    progress.stop()
    await updateIndex(workspace, config, output)
    output.result(report, () => reportText(report))
    return report.problems.length ? EXIT_SOME_UNREAD : 0
  } finally {
    await workspace.close()
  }
}

function reportText(report: IngestReport): string {
  const { files } = report
  const lines = [
    `Files: ${files.total} (${files.new} new, ${files.changed} changed, ${files.unchanged} unchanged, ${files.unread} not read)`,
    `Read: ${report.versions} statute versions with ${report.provisions} articles, ${report.guides} guides, ${report.questions} Q&A, ${report.offices} offices`,
    `Passages: ${report.published} published, ${report.withdrawn} withdrawn; knowledge revision ${report.revision}`,
  ]
  return [...lines, ...report.problems.map(notUsed)].join('\n')
}
