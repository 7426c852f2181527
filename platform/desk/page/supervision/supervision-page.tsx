import { Segmented } from 'antd'
import { useSearchParams } from 'wouter'
import { LoadTab } from './load-tab.js'
import { QualityTab } from './quality-tab.js'
import { supervisionWords as words } from './supervision-words.js'

const TABS = ['load', 'quality'] as const
type Tab = (typeof TABS)[number]

/** What those who look after others' work look at: how much there is, and how well it is done. */
export function SupervisionPage() {
  const [parameters, setParameters] = useSearchParams()
  const tab: Tab = parameters.get('tab') === 'quality' ? 'quality' : 'load'
  return (
    <div className="supervision">
      <header className="supervision__head">
        <h1>{words.title}</h1>
        <Segmented<Tab>
          aria-label={words.title}
          value={tab}
          onChange={(next) => setParameters(next === 'load' ? {} : { tab: next }, { replace: true })}
          options={TABS.map((value) => ({ value, label: words.tabs[value] }))}
        />
      </header>
      {tab === 'load' ? <LoadTab /> : <QualityTab />}
    </div>
  )
}
