import { useState } from 'react'

/** Something that is asked of the server once at a time; `problem` is what to tell when it came to nothing. */
export function useAction<Input extends unknown[]>(act: (...input: Input) => Promise<void>) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (...input: Input) => {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    try {
      await act(...input)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return { run, isBusy, problem }
}
