import cliProgress from 'cli-progress'

export interface Progress {
  update(done: number, total: number): void
  stop(): void
}

export function barProgress(label: string): Progress {
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage}%  {value}/{total}  {eta_formatted}`,
    stream: process.stderr,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: false,
  })
  let started = false
  return {
    update(done, total) {
      if (!started) bar.start(total, done)
      started = true
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}

/** A line at most every two seconds, and one at the end. */
export function lineProgress(label: string, say: (line: string) => void, now = () => Date.now()): Progress {
  let saidAt = now()
  return {
    update(done, total) {
      if (done < total && now() - saidAt < 2000) return
      saidAt = now()
      say(`${label} ${done}/${total}`)
    },
    stop() {},
  }
}
