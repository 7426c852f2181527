import { useRef, useState } from 'react'
import type { CaseView } from '../../../../knowledge/cases/case-wire.js'
import { qualityApi } from '../quality-api.js'

/** Runs cases one after another, so that each is shown as it is done, and one may stop. */
export function useRunAll(onRun: (done: CaseView) => void) {
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const stopped = useRef(false)

  /** @returns those that were run */
  const run = async (which: () => Promise<readonly string[]>): Promise<CaseView[]> => {
    stopped.current = false
    setProblem(null)
    setProgress({ done: 0, total: 1 })
    const ran: CaseView[] = []
    try {
      const ids = await which()
      for (const id of ids) {
        if (stopped.current) break
        const done = await qualityApi.runCase(id)
        ran.push(done)
        onRun(done)
        setProgress({ done: ran.length, total: ids.length })
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setProgress(null)
    }
    return ran
  }
  return {
    run,
    progress,
    problem,
    stop: () => {
      stopped.current = true
    },
  }
}
