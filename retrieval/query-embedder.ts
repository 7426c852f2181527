import type { Embedder } from './embed/embedder.js'
import { type EmbeddingEndpoint, openEmbeddingEndpoint } from './embed/openai-embedder.js'

/** A citizen waits for this: without an answer by then, the keywords decide alone. */
const PATIENCE_MS = 2_000
/** After a failure the endpoint is left alone for a while. */
const PAUSE_MS = 30_000

/** Embeds questions at an endpoint that may be away: then there is no vector, and one line in the log. */
export function createQueryEmbedder(
  endpoint: EmbeddingEndpoint,
  dimension: number,
  log: (line: string) => void,
  { patienceMs = PATIENCE_MS, pauseMs = PAUSE_MS } = {},
) {
  const name = `Embedding model ${endpoint.model} at ${endpoint.baseUrl}`
  let opened: Promise<Embedder> | null = null
  let pausedUntil = 0

  async function embed(text: string): Promise<Float32Array> {
    // Nobody waits longer: a request that went on would keep a command from ending.
    opened ??= openEmbeddingEndpoint(endpoint, { timeoutMs: patienceMs, tries: 0 })
    const embedder = await opened
    if (embedder.dimension !== dimension) {
      throw new Error(
        `${name} gives ${embedder.dimension} numbers, the index holds ${dimension}: run \`wenfa index\``,
      )
    }
    return embedder.embed([text])
  }

  return async (text: string): Promise<Float32Array | null> => {
    if (performance.now() < pausedUntil) return null
    let timer: NodeJS.Timeout | undefined
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`${name} gave no answer within ${patienceMs} ms`)),
          patienceMs,
        )
      })
      return await Promise.race([embed(text), late])
    } catch (error) {
      opened = null
      pausedUntil = performance.now() + pauseMs
      log(`${error instanceof Error ? error.message : error}; keywords alone for ${pauseMs / 1000} s`)
      return null
    } finally {
      clearTimeout(timer)
    }
  }
}
