import { readAsOfDate } from '../../bot/language/read-as-of-date.js'
import { chinaDate } from '../../knowledge/china-date.js'
import type { Hit, SearchOptions } from '../../retrieval/retriever.js'
import { openSearch } from '../open-search.js'
import { openWorkspace } from '../workspace.js'
import { checkRegion } from './check-region.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'
import { readQuestions, writeLines } from './questions.js'

interface SearchCommandOptions {
  k: number
  kind?: SearchOptions['kind']
  region?: string
  asOf?: string
  questions?: string
  out?: string
}

export async function searchCommand(
  { config, output }: CommandContext,
  query: string | undefined,
  options: SearchCommandOptions,
): Promise<void> {
  if (options.questions ? !options.out || query : !query) {
    throw new UsageError('Give either a query, or --questions FILE with --out FILE')
  }
  checkRegion(options.region)
  const questions = await readQuestions(options)
  /** The day given, else the one whose law the question asks for. */
  const dayOf = (question: string) =>
    options.asOf ?? readAsOfDate(question, chinaDate(new Date())) ?? undefined
  const workspace = await openWorkspace(config, output)
  const retriever = await openSearch(workspace, config, output)
  try {
    const settings: SearchOptions = { k: options.k, kind: options.kind }
    if (questions && options.out) {
      await writeLines(
        options.out,
        questions,
        async ({ id, question, region, asOf }) => {
          const found = await retriever.search(question, {
            ...settings,
            regionCode: region ?? options.region,
            asOfDate: asOf ?? dayOf(question),
          })
          return { id, question, tookMs: found.tookMs, results: found.hits.map(resultOf) }
        },
        output.progress('Searching'),
      )
      return
    }
    const found = await retriever.search(query ?? '', {
      ...settings,
      regionCode: options.region,
      asOfDate: dayOf(query ?? ''),
    })
    const results = found.hits.map(resultOf)
    output.result({ question: query, tookMs: found.tookMs, results }, () =>
      results
        .map(
          (r, rank) =>
            `${rank + 1}. ${r.lawTitle} ${r.article ?? ''} ${r.versionDate ?? ''} (${r.score.toFixed(2)})`,
        )
        .join('\n'),
    )
  } finally {
    await retriever.close()
    await workspace.close()
  }
}

function resultOf({ passageId, kind, lawTitle, number, versionDate, file, article, score }: Hit) {
  return { passageId, kind, lawTitle, number, versionDate, file, article, score }
}
