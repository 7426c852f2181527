import { useEffect, useEffectEvent, useState } from 'react'

export type Loaded<Value> = { is: 'loading' } | { is: 'loaded'; value: Value } | { is: 'failed' }

/** Loads once for each key; `retry` loads the same again. A late answer to an earlier key is dropped. */
export function useLoaded<Value>(
  key: string,
  load: (key: string) => Promise<Value>,
): [Loaded<Value>, () => void] {
  const [request, setRequest] = useState({ key })
  const [state, setState] = useState<Loaded<Value>>({ is: 'loading' })
  const start = useEffectEvent(load)
  if (request.key !== key) setRequest({ key })

  useEffect(() => {
    let current = true
    setState({ is: 'loading' })
    start(request.key).then(
      (value) => current && setState({ is: 'loaded', value }),
      () => current && setState({ is: 'failed' }),
    )
    return () => {
      current = false
    }
  }, [request])

  return [state, () => setRequest({ key })]
}
