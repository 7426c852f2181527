/**
 * Runs `work` after `firstMs` and then again so long after its end, never twice at a time.
 * @param work is told whether it should come to an end early
 * @param onError a run that failed; the next one comes all the same
 */
export function repeat(
  pauseMs: number,
  work: (isStopping: () => boolean) => Promise<unknown>,
  onError: (error: unknown) => void,
  firstMs = 0,
) {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  const run = () => {
    running = work(() => stopping)
      .then(() => {}, onError)
      .then(() => {
        if (!stopping) timer = setTimeout(run, pauseMs)
      })
  }
  if (firstMs > 0) timer = setTimeout(run, firstMs)
  else run()
  return {
    /** Resolves when nothing runs any more. */
    async stop(): Promise<void> {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}
