import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import type { StartView as StartData } from './api.js'
import { preferences, usePreferences } from './preferences.js'
import type { Loaded } from './use-loaded.js'

interface StartViewProps {
  start: Loaded<StartData>
  onRetry: () => void
  onAsk: (question: string) => void
}

export function StartView({ start, onRetry, onAsk }: StartViewProps) {
  const words = useWords()
  const { size } = usePreferences()
  const dataAsOf = start.is === 'loaded' ? start.value.dataAsOf : null
  return (
    <div className="start">
      <section className="start__hello">
        <h2 className="start__greeting">{words.start.greeting}</h2>
        <p className="start__what">{words.start.what}</p>
        {size === 'standard' && (
          <button
            type="button"
            className="chip chip--quiet"
            onClick={() => preferences.change({ size: 'elder' })}
          >
            <Icon name="type" />
            {words.start.elder}
          </button>
        )}
      </section>
      <section className="start__suggestions" aria-busy={start.is === 'loading'}>
        <h2 className="start__title">{words.start.suggestions}</h2>
        {start.is === 'loading' && <SuggestionsPlaceholder />}
        {start.is === 'failed' && (
          <p className="start__failed" role="alert">
            {words.loadFailed}
            <button type="button" className="link-button" onClick={onRetry}>
              {words.retry}
            </button>
          </p>
        )}
        {start.is === 'loaded' && start.value.groups.length > 0 && (
          <Suggestions groups={start.value.groups} onAsk={onAsk} />
        )}
      </section>
      <section className="start__notice">
        <p>
          {words.start.ai}
          {dataAsOf && words.start.dataAsOf(dataAsOf)}
        </p>
      </section>
    </div>
  )
}

/** In the dock: on any screen, in any type size, it is seen without scrolling. */
export function UrgentCalls() {
  const words = useWords()
  return (
    <p className="urgent">
      <a href="tel:110" className="urgent__danger">
        {words.start.emergency} <strong>110</strong>
      </a>{' '}
      <a href="tel:12348">
        {words.start.hotline} <strong>12348</strong>
      </a>
    </p>
  )
}

const SHOWN_MATTERS = 10
const SHOWN_QUESTIONS = 3

/** Matters as tabs: arrow keys move, the questions of the chosen matter stand below. */
function Suggestions({ groups, onAsk }: { groups: StartData['groups']; onAsk: (question: string) => void }) {
  const words = useWords()
  const [chosen, setChosen] = useState(0)
  const [all, setAll] = useState(false)
  const shown = all ? groups : firstWith(groups, chosen)
  const tabsRef = useRef<HTMLDivElement>(null)
  const id = useId()
  const group = groups[chosen]!
  /** The list closes, so that the questions are seen on a phone too. */
  const choose = (matter: string) => {
    setChosen(groups.findIndex((candidate) => candidate.matter === matter))
    setAll(false)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const at = shown.indexOf(group)
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? shown.length - 1 : at + (move ?? 0)
    if (move === undefined && event.key !== 'Home' && event.key !== 'End') return
    event.preventDefault()
    const next = (target + shown.length) % shown.length
    setChosen(groups.indexOf(shown[next]!))
    const tab = tabsRef.current?.children[next]
    if (tab instanceof HTMLElement) tab.focus()
  }

  return (
    <>
      {shown.length < groups.length && (
        <button type="button" className="link-button start__all" onClick={() => setAll(true)}>
          {words.start.allMatters}
        </button>
      )}
      <div
        className={all ? 'tabs tabs--all' : 'tabs'}
        role="tablist"
        aria-label={words.start.matters}
        ref={tabsRef}
        onKeyDown={onKeyDown}
      >
        {shown.map(({ matter, label }) => (
          <button
            key={matter}
            type="button"
            role="tab"
            id={`${id}-${matter}`}
            aria-selected={matter === group.matter}
            aria-controls={`${id}-questions`}
            tabIndex={matter === group.matter ? 0 : -1}
            className="tab"
            onClick={() => choose(matter)}
          >
            {label}
          </button>
        ))}
      </div>
      <div
        className="questions"
        role="tabpanel"
        id={`${id}-questions`}
        aria-labelledby={`${id}-${group.matter}`}
      >
        <ul className="questions__list" lang="zh-CN">
          {group.questions.slice(0, SHOWN_QUESTIONS).map((question) => (
            <li key={question}>
              <button type="button" className="question" onClick={() => onAsk(question)}>
                <span>{question}</span>
                <Icon name="chevron" />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

/** The first matters; one from further down stands before them, where a narrow screen shows it. */
function firstWith(groups: StartData['groups'], chosen: number): StartData['groups'] {
  if (chosen < SHOWN_MATTERS) return groups.slice(0, SHOWN_MATTERS)
  return [groups[chosen]!, ...groups.slice(0, SHOWN_MATTERS - 1)]
}

function SuggestionsPlaceholder() {
  return (
    <div className="placeholder" aria-hidden="true">
      <span className="placeholder__line" />
      <span className="placeholder__line" />
      <span className="placeholder__line" />
    </div>
  )
}
