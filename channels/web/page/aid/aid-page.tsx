import { useEffect } from 'react'
import { Icon } from '../../../../ui/icon.js'
import { useWords } from '../../../../ui/words/use-words.js'
import { api } from '../api.js'
import { useLoaded } from '../use-loaded.js'
import type { AidPageProps } from './aid-steps.js'

/** From the question whether the law gives legal aid to an application that is printed or handed in. */
export function AidPage(props: AidPageProps) {
  const { store, onClose } = props
  const words = useWords()
  // Few who ask something apply: the form comes when it is gone to.
  const [loaded, retry] = useLoaded('aid', async () => {
    const { AidSteps } = await import('./aid-steps.js')
    const [choices, prefilled] = await Promise.all([api.aidChoices(), store.prefilledAid()])
    return { choices, prefilled, AidSteps }
  })
  const form = loaded.is === 'loaded' ? loaded.value : null
  // Its printed page is the form alone.
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset.page = 'aid'
    return () => {
      delete dataset.page
    }
  }, [])
  return (
    <main className="main aid" aria-busy={loaded.is === 'loading'}>
      <div className="scroll">
        <div className="aid__inner">
          <button type="button" className="button button--quiet aid__back" onClick={onClose}>
            <Icon name="back" />
            {words.aid.back}
          </button>
          {loaded.is === 'loading' && <p role="status">{words.loading}</p>}
          {loaded.is === 'failed' && (
            <p role="alert">
              {words.loadFailed}
              <button type="button" className="link-button" onClick={retry}>
                {words.retry}
              </button>
            </p>
          )}
          {form && <form.AidSteps {...props} choices={form.choices} prefilled={form.prefilled} />}
        </div>
      </div>
    </main>
  )
}
