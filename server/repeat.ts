/**
 * Runs `work` at once and then again so long after its end, never twice at a time.
 * @param work is told whether it should come to an end early
 * @param onError a run that failed; the next one comes all the same
 */
export function repeat(
  pauseMs: number,
  work: (isStopping: () => boolean) => Promise<unknown>,
  onError: (error: unknown) => void,
) {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void>
  const run = () => {
    running = work(() => stopping)
      .then(() => {}, onError)
      .then(() => {
        if (!stopping) timer = setTimeout(run, pauseMs)
      })
  }
  run()
  return {
    /** Resolves when nothing runs any more. */
    async stop(): Promise<void> {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}
