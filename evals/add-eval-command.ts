import type { CommandLine } from '../server/cli/main.js'

/** The command of this layer; what it runs is loaded when it is called. */
export function addEvalCommand({ command, contextOf, wholeNumber }: CommandLine): void {
  command('eval', 'measure search and answers on cases with known results')
    .argument('[suite...]', 'which suites (default: all): see evals/cases/README.md')
    .option(
      '--config <file>',
      'JSON file of settings to measure with; given twice, both are measured and compared',
      (file: string, before: string[] = []) => [...before, file],
    )
    .option('--html <file>', 'write a report to read in a browser')
    .option('--limit <count>', 'so many cases of a suite at most', wholeNumber(1, 1_000_000))
    .option('--all', 'look up every article of the knowledge base, not a sample', false)
    .option('--cases <file>', 'JSONL of cases instead of those of the suites')
    .option('--shared <dir>', 'folder of the shared data (default: ../shared/data beside the project)')
    .option('--cv', 'retrieval: cross-validate what confirmed answers teach', false)
    .option('--folds <count>', 'parts for --cv', wholeNumber(2, 100), 5)
    .option('--baseline', 'fail where a figure is below its baseline by more than its interval', false)
    .option('--update-baseline', 'write the figures as the new baseline', false)
    .action(async (suites: string[], options) => {
      const { evalCommand } = await import('./eval-command.js')
      process.exitCode = await evalCommand(contextOf(options), suites, options)
    })
}
