import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseFile } from '../../knowledge/parse-file.js'

const STARTER = ['faq', 'guides'].map((folder) =>
  join(import.meta.dirname, '..', '..', 'knowledge', 'starter', folder),
)

/** What the starter knowledge is asked, in all wordings: nobody in them is in danger or named. */
export async function starterQuestions(): Promise<string[]> {
  const paths = STARTER.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  const parsed = await Promise.all(paths.map((path) => parseFile({ path, relativePath: path })))
  return parsed
    .flatMap(({ sources }) => sources)
    .flatMap((source) => (source.kind === 'statute' ? [] : [source.title, ...source.asks]))
}
