import type { Offices } from '../../knowledge/offices.js'
import { UsageError } from './output.js'

/** @throws {UsageError} no office has that id or name, or several have the name */
export async function officeId(offices: Pick<Offices, 'named'>, idOrName: string): Promise<string> {
  const [found, another] = await offices.named(idOrName)
  if (found && !another) return found.id
  throw new UsageError(
    found
      ? `Several offices are called ${idOrName}: name one by its id, as ${found.id}`
      : `There is no office ${idOrName}: \`wenfa ingest\` reads office tables`,
  )
}
