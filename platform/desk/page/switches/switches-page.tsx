import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { AdminPage } from '../admin-page.js'
import { Loaded } from '../loaded.js'
import { ReasonDialog } from '../ticket/reason-dialog.js'
import { fullTime } from '../time-words.js'
import { useAction } from '../use-action.js'
import { switchName, switchWords } from './switch-words.js'
import { type SwitchView, switchesApi } from './switches-api.js'

const FOLLOW_MS = 5000

/** What is switched off for the whole province, by whoever sees an emergency. */
export function SwitchesPage() {
  const query = useQuery({ queryKey: ['switches'], queryFn: switchesApi.list, refetchInterval: FOLLOW_MS })
  const { message } = App.useApp()
  const [chosen, setChosen] = useState<SwitchView | null>(null)
  const change = useAction(async ({ name, off }: SwitchView, reason: string) => {
    const { changed } = await switchesApi.set({ name, off: !off, reason })
    if (changed) message.success(switchWords.done(switchName(name), !off))
    else message.info(switchWords.unchanged)
    setChosen(null)
    await query.refetch()
  })
  const offCount = query.data?.switches.filter(({ off }) => off).length ?? 0
  return (
    <AdminPage
      title={switchWords.title}
      state={query.data && (offCount > 0 ? switchWords.someOff(offCount) : switchWords.allOn)}
    >
      <Loaded query={query}>
        {({ switches, mayChange }) => {
          const general = switches.filter(({ name }) => name in switchWords.effects)
          const channels = switches.filter(({ name }) => !(name in switchWords.effects))
          return (
            <>
              <Section
                title={switchWords.general}
                hint={mayChange ? switchWords.hint : switchWords.readOnly}
                switches={general}
                onChoose={mayChange ? setChosen : null}
              />
              <Section
                title={switchWords.channels}
                switches={channels}
                onChoose={mayChange ? setChosen : null}
              />
            </>
          )
        }}
      </Loaded>
      {chosen && (
        <ReasonDialog
          title={
            chosen.off
              ? switchWords.turnOnOne(switchName(chosen.name))
              : switchWords.turnOffOne(switchName(chosen.name))
          }
          hint={chosen.off ? switchWords.onHint : effectOf(chosen.name)}
          okText={chosen.off ? switchWords.turnOn : switchWords.turnOff}
          isDanger={!chosen.off}
          isBusy={change.isBusy}
          problem={change.problem}
          onOk={(reason) => void change.run(chosen, reason)}
          onClose={() => setChosen(null)}
        />
      )}
    </AdminPage>
  )
}

interface SectionProps {
  title: string
  hint?: string
  switches: readonly SwitchView[]
  /** null: only to be looked at. */
  onChoose: ((chosen: SwitchView) => void) | null
}

function Section({ title, hint, switches, onChoose }: SectionProps) {
  const { columns } = switchWords
  return (
    <section className="admin__section">
      <header>
        <h2>{title}</h2>
        {hint && <p>{hint}</p>}
      </header>
      <table className="table table--cards switches">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.effect}</th>
            {onChoose && (
              <th scope="col">
                <span className="hidden-text">{columns.act}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {switches.map((each) => (
            <tr key={each.name}>
              <th scope="row">{switchName(each.name)}</th>
              <td>
                {each.off ? (
                  <>
                    <span className="tag tag--bad">{switchWords.off}</span>
                    <span className="table__soft">
                      {each.offSince && switchWords.since(fullTime(each.offSince).slice(5))}
                      <br />
                      {each.reason || switchWords.noReason}
                    </span>
                  </>
                ) : (
                  <span className="tag tag--good">{switchWords.on}</span>
                )}
              </td>
              <td>{effectOf(each.name)}</td>
              {onChoose && (
                <td className="table__actions">
                  <Button
                    size="small"
                    type={each.off ? 'primary' : 'default'}
                    danger={!each.off}
                    aria-label={
                      each.off
                        ? switchWords.turnOnOne(switchName(each.name))
                        : switchWords.turnOffOne(switchName(each.name))
                    }
                    onClick={() => onChoose(each)}
                  >
                    {each.off ? switchWords.turnOn : switchWords.turnOff}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function effectOf(name: string): string {
  return switchWords.effects[name] ?? switchWords.channelEffect
}
