import { useState } from 'react'

/**
 * Something that is asked of the server once at a time. When it came to nothing, `problem` is what to tell and `failure`
 * what was thrown.
 */
export function useAction<Input extends unknown[]>(act: (...input: Input) => Promise<void>) {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const run = async (...input: Input) => {
    if (isBusy) return
    setBusy(true)
    setFailure(null)
    try {
      await act(...input)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const problem = failure === null ? null : failure instanceof Error ? failure.message : String(failure)
  return { run, isBusy, problem, failure }
}
