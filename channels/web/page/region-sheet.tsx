import { useState } from 'react'
import { Icon } from '../../../ui/icon.js'
import { Sheet } from '../../../ui/sheet.js'
import { useWords } from '../../../ui/words/use-words.js'
import { api, type Region } from './api.js'
import type { ChosenRegion } from './preferences.js'
import { useLoaded } from './use-loaded.js'

interface RegionSheetProps {
  onClose: () => void
  /** null: the whole country. */
  onChoose: (region: ChosenRegion | null) => void
}

/** Province, city, county, township: one level at a time, and one may stop at any. */
export function RegionSheet({ onClose, onChoose }: RegionSheetProps) {
  const words = useWords()
  const [path, setPath] = useState<Region[]>([])
  const parent = path.at(-1) ?? null
  const [loaded, retry] = useLoaded(parent?.code ?? '', (code) => api.regions(code === '' ? null : code))
  const choose = (regions: Region[]) =>
    onChoose({ code: regions.at(-1)!.code, name: regions.map(({ name }) => name).join('') })
  return (
    <Sheet title={words.region.title} onClose={onClose} place="side">
      <p className="region__what">{words.region.what}</p>
      {path.length > 0 && (
        <div className="region__path">
          <button type="button" className="button button--quiet" onClick={() => setPath(path.slice(0, -1))}>
            <Icon name="back" />
            {words.back}
          </button>
          <span>
            <span className="visually-hidden">{words.region.levels}：</span>
            {path.map(({ name }) => name).join(' › ')}
          </span>
        </div>
      )}
      <ul className="menu" aria-busy={loaded.is === 'loading'}>
        <li>
          <button
            type="button"
            className="menu__row menu__row--main"
            onClick={() => (parent ? choose(path) : onChoose(null))}
          >
            <Icon name="check" />
            <span className="menu__name">
              {parent ? words.region.choose(parent.name) : words.region.whole}
            </span>
          </button>
        </li>
        {loaded.is === 'loaded' &&
          loaded.value.map((region) => (
            <li key={region.code}>
              <button
                type="button"
                className="menu__row"
                onClick={() => (region.hasChildren ? setPath([...path, region]) : choose([...path, region]))}
              >
                <span className="menu__name">{region.name}</span>
                {region.hasChildren && <Icon name="chevron" />}
              </button>
            </li>
          ))}
      </ul>
      {loaded.is === 'loading' && <p role="status">{words.loading}</p>}
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
