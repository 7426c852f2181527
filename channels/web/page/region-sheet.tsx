import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../../ui/icon.js'
import { Sheet } from '../../../ui/sheet.js'
import { useWords } from '../../../ui/words/use-words.js'
import { api, type Region } from './api.js'
import { type ChosenRegion, usePreferences } from './preferences.js'
import { useLoaded } from './use-loaded.js'

interface RegionSheetProps {
  onClose: () => void
  /** null: the whole country. */
  onChoose: (region: ChosenRegion | null) => void
}

/** Province, city, county, township: one level at a time, and one may stop at any. */
export function RegionSheet({ onClose, onChoose }: RegionSheetProps) {
  const words = useWords()
  const { region: chosen } = usePreferences()
  const [path, setPath] = useState<Region[]>([])
  const parent = path.at(-1) ?? null
  const [loaded, retry] = useLoaded(parent?.code ?? '', (code) => api.regions(code === '' ? null : code))
  const stopRef = useRef<HTMLButtonElement>(null)
  const moved = useRef(false)
  const choose = (regions: Region[]) =>
    onChoose({ code: regions.at(-1)!.code, name: regions.map(({ name }) => name).join('') })
  const go = (regions: Region[]) => {
    moved.current = true
    setPath(regions)
  }

  // What was pressed is gone: the focus goes on from the top of the new level.
  useEffect(() => {
    if (path && moved.current) stopRef.current?.focus()
  }, [path])

  return (
    <Sheet title={words.region.title} onClose={onClose} place="side">
      {parent ? (
        <div className="region__path">
          <button type="button" className="button button--quiet" onClick={() => go(path.slice(0, -1))}>
            <Icon name="back" />
            {words.back}
          </button>
          <span>
            <span className="visually-hidden">{words.region.levels}：</span>
            {path.map(({ name }) => name).join(' › ')}
          </span>
        </div>
      ) : (
        <p className="region__what">{chosen ? words.region.now(chosen.name) : words.region.what}</p>
      )}
      <button
        ref={stopRef}
        type="button"
        className="button region__stop"
        onClick={() => (parent ? choose(path) : onChoose(null))}
      >
        {parent ? words.region.choose(parent.name) : words.region.whole}
      </button>
      {parent && <p className="region__finer">{words.region.finer}</p>}
      <ul className="region__list" aria-busy={loaded.is === 'loading'}>
        {loaded.is === 'loaded' &&
          loaded.value.map((region) => (
            <li key={region.code}>
              <button
                type="button"
                className="region__item"
                onClick={() => (region.hasChildren ? go([...path, region]) : choose([...path, region]))}
              >
                {region.name}
              </button>
            </li>
          ))}
        {loaded.is === 'loading' && <li role="status">{words.loading}</li>}
      </ul>
      {loaded.is === 'failed' && (
        <p role="alert">
          {words.loadFailed}
          <button type="button" className="link-button" onClick={retry}>
            {words.retry}
          </button>
        </p>
      )}
    </Sheet>
  )
}
