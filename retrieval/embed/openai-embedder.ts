import type { Embedder } from './embedder.js'

export interface EmbeddingEndpoint {
  /** OpenAI-compatible, with /v1 where the server wants it. */
  baseUrl: string
  model: string
  apiKey: string
}

/** Texts a request. */
const BATCH = 64
const TIMEOUT_MS = 20_000
const RETRIES = 2

/**
 * Embeddings of any OpenAI-compatible server. Only masked text may be given to it.
 * The first call learns the dimension; a later answer of another dimension is an error.
 * @param patience for one request: default 20 s, and two more tries
 * @throws {Error} unreachable, too slow, or vectors of the wrong shape or number
 */
export async function openEmbeddingEndpoint(
  endpoint: EmbeddingEndpoint,
  { timeoutMs = TIMEOUT_MS, maxRetries = RETRIES } = {},
): Promise<Embedder> {
  const { OpenAIEmbeddings } = await import('@langchain/openai')
  const client = new OpenAIEmbeddings({
    model: endpoint.model,
    apiKey: endpoint.apiKey,
    batchSize: BATCH,
    timeout: timeoutMs,
    maxRetries,
    // Servers that ignore the default base64 answer floats, which the client would decode into garbage.
    encodingFormat: 'float',
    configuration: { baseURL: endpoint.baseUrl, fetch: fetchWithin(timeoutMs) },
  })
  const embedDocuments = async (texts: string[]) => {
    try {
      return await client.embedDocuments(texts)
    } catch (error) {
      // The client reads the answer as if it held a vector for each text.
      const fault =
        error instanceof TypeError
          ? `did not give a vector for each of ${texts.length} texts`
          : `failed: ${error instanceof Error ? error.message : error}`
      throw new Error(`Embedding model ${endpoint.model} at ${endpoint.baseUrl} ${fault}`)
    }
  }
  const [probe] = await embedDocuments(['法律'])
  const dimension = probe?.length ?? 0
  if (dimension === 0)
    throw new Error(`Embedding model ${endpoint.model} at ${endpoint.baseUrl} gave no vector`)
  return {
    id: `openai ${endpoint.model}`,
    dimension,
    async embed(texts) {
      const rows = new Float32Array(texts.length * dimension)
      for (let start = 0; start < texts.length; start += BATCH) {
        const vectors = await embedDocuments(texts.slice(start, start + BATCH))
        vectors.forEach((vector, i) => {
          if (vector.length !== dimension || !vector.every(Number.isFinite)) {
            throw new Error(
              `Embedding model ${endpoint.model} gave a vector of ${vector.length} numbers where ${dimension} were due`,
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

/**
 * The client's own limit ends with the first byte: an answer that stops in the middle would never end.
 * AbortSignal.any is collected as garbage in Node 20 while the answer is still read, and never fires then.
 */
function fetchWithin(timeoutMs: number): typeof fetch {
  return (input, init) => {
    const abort = new AbortController()
    const asked = init?.signal
    if (asked?.aborted) abort.abort(asked.reason)
    asked?.addEventListener('abort', () => abort.abort(asked.reason), { once: true })
    const late = () => abort.abort(new DOMException(`No whole answer within ${timeoutMs} ms`, 'TimeoutError'))
    setTimeout(late, timeoutMs).unref()
    return fetch(input, { ...init, signal: abort.signal })
  }
}
