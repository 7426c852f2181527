import { updateIndex } from '../update-index.js'
import { openWorkspace } from '../workspace.js'
import type { CommandContext } from './command-context.js'

export async function indexCommand({ config, output }: CommandContext): Promise<void> {
  const workspace = await openWorkspace(config, output)
  try {
    const manifest = await updateIndex(workspace, config, output, { always: true })
    output.result(
      manifest,
      () => `Index of ${manifest.passages} passages, knowledge revision ${manifest.revision}`,
    )
  } finally {
    await workspace.close()
  }
}
