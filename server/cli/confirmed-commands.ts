import { type ConfirmedPair, pairsNamed, readConfirmedPairs } from '../../knowledge/confirmed-pairs.js'
import { restoreVersions, withdrawVersions } from '../../knowledge/ingest/withdraw-versions.js'
import { openRetriever } from '../../retrieval/open-retriever.js'
import { updateIndex } from '../update-index.js'
import { openWorkspace } from '../workspace.js'
import type { CommandContext } from './command-context.js'
import { maskTogether } from './mask-together.js'
import { placeText } from './not-used.js'
import { UsageError } from './output.js'

interface ConfirmedOptions {
  list: boolean
  /** Ids or questions. */
  withdraw?: string[]
  restore?: string[]
}

/** Takes the pairs named out or puts them back, and shows them, or all. */
export async function confirmedCommand(
  { config, output }: CommandContext,
  { list, withdraw = [], restore = [] }: ConfirmedOptions,
): Promise<void> {
  const workspace = await openWorkspace(config, output)
  try {
    const { db } = workspace
    const onWait = () => output.say('Another process is ingesting: waiting for it')
    const pairs = await readConfirmedPairs(db)
    const [out, back] = [idsNamed(pairs, withdraw), idsNamed(pairs, restore)]
    if (out.length > 0) await withdrawVersions(db, { ids: out, onWait })
    if (back.length > 0) await restoreVersions(db, { ids: back, onWait })
    if (!list) await updateIndex(workspace, config, output)
    const named = new Set([...out, ...back])
    const shown = (await readConfirmedPairs(db)).filter(({ id }) => list || named.has(id))
    output.result(shown, () => (shown.length > 0 ? shown.map(pairText).join('\n') : 'No confirmed answers'))
  } finally {
    await workspace.close()
  }
}

/** For review by staff, who withdraw one of each two, or correct its file. */
export async function contradictionsCommand({ config, output }: CommandContext): Promise<void> {
  const workspace = await openWorkspace(config, output)
  try {
    const { db, dataDir } = workspace
    const { embedding } = config
    const retriever = await openRetriever({ db, dataDir, embedding, log: output.say })
    const { contradictions } = await retriever.reviewAnswers()
    await retriever.close()
    const pairs = new Map((await readConfirmedPairs(db)).map((pair) => [pair.id, pair]))
    const shown = contradictions.map(({ ids, likeness }) => ({
      likeness,
      answers: ids.flatMap((id) => pairs.get(id) ?? []),
    }))
    output.result(shown, () =>
      shown.length > 0
        ? shown.map(({ answers }) => answers.map(pairText).join('\n')).join('\n\n')
        : 'No confirmed answers contradict each other',
    )
  } finally {
    await workspace.close()
  }
}

/** @throws {UsageError} a name fits none or several */
function idsNamed(pairs: readonly ConfirmedPair[], names: readonly string[]): string[] {
  return names.map((name) => {
    const found = pairsNamed(pairs, maskTogether([name])[0]!)
    if (found.length === 1) return found[0]!.id
    throw new UsageError(
      found.length === 0
        ? `No confirmed answer has the id or question ${name}: wenfa learn --list shows them`
        : `${name} is the question of several: name one by its id, ${found.map(({ id }) => id).join(', ')}`,
    )
  })
}

function pairText({ id, question, cites, places, withdrawnAt }: ConfirmedPair): string {
  const held = places.map(placeText).join(', ')
  return [id, withdrawnAt ? 'withdrawn' : 'in use', question, cites.join('、'), held].join('\t')
}
