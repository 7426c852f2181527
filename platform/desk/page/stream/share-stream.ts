import { openStream, type Told } from './open-stream.js'

/** The worker asks every 20 s: one that is silent for this many looks has died. */
const MOST_SILENT = 3
const LOOK_MS = 30_000

/**
 * The desk's events for one member over the one stream that all tabs of the browser share: it opens six connections
 * to a server, all tabs together.
 * @returns ends it
 */
export function shareStream(memberId: string, tell: (told: Told) => void): () => void {
  if (typeof SharedWorker === 'undefined') return openStream(memberId, tell)
  let leave = join()

  function join(): () => void {
    // One for each member and each version of the desk, by name and address.
    const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), { name: memberId })
    const { port } = worker
    let silent = 0
    port.onmessage = ({ data }: MessageEvent<Told | 'there?'>) => {
      silent = 0
      if (data === 'there?') port.postMessage('here')
      else tell(data)
    }
    const timer = setInterval(() => {
      silent++
      if (silent <= MOST_SILENT) return
      tell({ kind: 'broken' })
      leave()
      leave = join()
    }, LOOK_MS)
    // Its script is gone after a deployment.
    worker.onerror = () => {
      tell({ kind: 'broken' })
      leave()
      leave = openStream(memberId, tell)
    }
    port.postMessage('here')
    return () => {
      clearInterval(timer)
      worker.onerror = null
      port.onmessage = null
      port.postMessage('gone')
      port.close()
    }
  }

  const hidden = () => leave()
  // Back from the browser's memory of left pages.
  const shown = ({ persisted }: PageTransitionEvent) => {
    if (persisted) leave = join()
  }
  addEventListener('pagehide', hidden)
  addEventListener('pageshow', shown)
  return () => {
    removeEventListener('pagehide', hidden)
    removeEventListener('pageshow', shown)
    leave()
  }
}
