import { backoffMs, persevere } from '../model-server/persevere.js'
import { isMalformedReply, mayPass, retryAfterMs, statusOf } from '../model-server/server-fault.js'
import type { Embedder } from './embedder.js'

export interface EmbeddingEndpoint {
  /** OpenAI-compatible, with /v1 where the server wants it. */
  baseUrl: string
  model: string
  apiKey: string
}

export interface EmbeddingPatience {
  /** For one request, from its start to the last byte of its answer. Default: 20,000. */
  timeoutMs?: number
  /** Until the connection stands. Default: 2,000. */
  connectMs?: number
  /** Further tries while the server is busy, stumbles or is away. Default: 4. */
  tries?: number
  /** Before the second try, about, and twice as long each time; or as long as the server asks for. Default: 1,000. */
  retryMs?: number
}

/** The endpoint is away, or answers what no index can be made of. */
export class EmbeddingEndpointError extends Error {
  override name = 'EmbeddingEndpointError'
}

/** Texts a request. */
const BATCH = 64
/** Nobody waits for an index as a citizen waits, but a server that asks for more is left to the next run. */
const LONGEST_WAIT_MS = 60_000
/** Sixty-four vectors of 4,096 numbers, each written out in full, are half of it. */
const LINE_BYTES = 8 * 1024 * 1024

/**
 * Embeddings of any OpenAI-compatible server. Only masked text may be given to it.
 * The first call learns the dimension; a later answer of another dimension is an error.
 * @throws {EmbeddingEndpointError} unreachable, too slow, or vectors of the wrong shape or number
 */
export async function openEmbeddingEndpoint(
  endpoint: EmbeddingEndpoint,
  { timeoutMs = 20_000, connectMs = 2000, tries = 4, retryMs = 1000 }: EmbeddingPatience = {},
): Promise<Embedder> {
  // Loaded where one is called: most of what runs calls none.
  const [{ OpenAIEmbeddings }, { createLimitedFetch }] = await Promise.all([
    import('@langchain/openai'),
    import('../model-server/fetch-limited.js'),
  ])
  const client = new OpenAIEmbeddings({
    model: endpoint.model,
    apiKey: endpoint.apiKey,
    batchSize: BATCH,
    // Retried here: the client leaves a busy server alone that does not say when to come back.
    maxRetries: 0,
    // Servers that ignore the default base64 answer floats, which the client would decode into garbage.
    encodingFormat: 'float',
    configuration: {
      baseURL: endpoint.baseUrl,
      fetch: createLimitedFetch({ connectMs, totalMs: timeoutMs, lineBytes: LINE_BYTES }),
      // Else taken from OPENAI_ORG_ID and OPENAI_PROJECT_ID, and sent to somebody else's server.
      organization: null,
      project: null,
      logLevel: 'off',
    },
  })
  const waitMs = (error: unknown, attempt: number) => {
    const isBroken = statusOf(error) === null && !isMalformedReply(error)
    if (!isBroken && !mayPass(error)) return null
    const wait = retryAfterMs(error, Date.now()) ?? backoffMs(attempt, retryMs, Math.random)
    return wait <= LONGEST_WAIT_MS ? wait : null
  }
  const embedDocuments = async (texts: string[]) => {
    try {
      const vectors = await persevere(() => client.embedDocuments(texts), { most: tries, waitMs })
      return vectors.map(numbersOf)
    } catch (error) {
      // The client reads the answer as if it held a vector for each text.
      const fault =
        error instanceof TypeError && isMalformedReply(error)
          ? `did not give a vector for each of ${texts.length} texts`
          : `failed: ${error instanceof Error ? error.message : error}`
      throw new EmbeddingEndpointError(`Embedding model ${endpoint.model} at ${endpoint.baseUrl} ${fault}`)
    }
  }
  const [probe] = await embedDocuments(['法律'])
  const dimension = probe?.length ?? 0
  if (dimension === 0)
    throw new EmbeddingEndpointError(
      `Embedding model ${endpoint.model} at ${endpoint.baseUrl} gave no vector`,
    )
  return {
    id: `openai ${endpoint.model}`,
    dimension,
    async embed(texts) {
      const rows = new Float32Array(texts.length * dimension)
      for (let start = 0; start < texts.length; start += BATCH) {
        const vectors = await embedDocuments(texts.slice(start, start + BATCH))
        vectors.forEach((vector, i) => {
          if (vector.length !== dimension) {
            throw new EmbeddingEndpointError(
              `Embedding model ${endpoint.model} gave a vector of ${vector.length} numbers where ${dimension} were due`,
            )
          }
          if (!vector.every(Number.isFinite)) {
            throw new EmbeddingEndpointError(
              `Embedding model ${endpoint.model} gave a vector that is not all numbers`,
            )
          }
          const length = Math.hypot(...vector) || 1
          rows.set(
            vector.map((x) => x / length),
            (start + i) * dimension,
          )
        })
      }
      return rows
    },
  }
}

/** There are servers that answer base64 whatever they were asked for: 32-bit floats, the low byte first. */
function numbersOf(vector: number[] | string): number[] {
  if (typeof vector !== 'string') return vector
  const bytes = Buffer.from(vector, 'base64')
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readFloatLE(i * 4))
}
