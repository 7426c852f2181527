import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Basis } from '../../../bot/answer.js'
import { ArticleReader } from '../../../ui/article-reader.js'
import { useWords } from '../../../ui/words/use-words.js'
import { AidPage } from './aid/aid-page.js'
import { useAidAddress } from './aid/use-aid-address.js'
import { announcement } from './announcement.js'
import { api } from './api.js'
import { Composer } from './composer.js'
import type { ConversationStore } from './conversation-store.js'
import { tellsSomething } from './entry.js'
import { HandOffSheet } from './hand-off-sheet.js'
import { Header } from './header.js'
import { MenuSheet } from './menu-sheet.js'
import { type ChosenRegion, preferences, usePreferences } from './preferences.js'
import { RegionSheet } from './region-sheet.js'
import { saved } from './saved.js'
import { StartView, UrgentCalls } from './start-view.js'
import { Thread } from './thread.js'
import { TicketQuerySheet } from './ticket-query-sheet.js'
import { useLoaded } from './use-loaded.js'

type OpenSheet =
  | { is: 'menu' | 'handOff' | 'ticketQuery' }
  /** `answering`: the choice also goes out as the reply to a clarifying question. */
  | { is: 'region'; answering: boolean }
  | { is: 'article'; passageId: string; passageKey?: string; quote: string | null }

const SUGGESTED_LENGTH = 300
const LONGEST = 2_000
const draftStorage = saved('wenfa.draft', '')

/** The article whose address was opened. */
function linkedSheet(): OpenSheet | null {
  const id = /^\/articles\/([^/]+)$/.exec(location.pathname)?.[1]
  if (id === undefined) return null
  const passageKey = new URLSearchParams(location.search).get('key') ?? undefined
  return { is: 'article', passageId: decodeURIComponent(id), passageKey, quote: null }
}

interface AppProps {
  store: ConversationStore
  onLeave: (() => void) | null
}

export function App({ store, onLeave }: AppProps) {
  const words = useWords()
  const conversation = useSyncExternalStore(store.subscribe, store.snapshot)
  const [start, retryStart] = useLoaded('start', api.startView)
  const [draft, setDraftState] = useState(draftStorage.read)
  const [sheet, setSheet] = useState<OpenSheet | null>(linkedSheet)
  const inputRef = useRef<HTMLTextAreaElement>(null)
  const { entries, restoring } = conversation
  const started = entries.length > 0
  const busy = entries.some((entry) => entry.kind === 'exchange' && entry.state.is === 'waiting')
  const limits = start.is === 'loaded' ? start.value : null
  const close = () => {
    setSheet(null)
    if (linkedSheet()) history.replaceState(null, '', '/')
  }
  const regionCode = () => preferences.current().region?.code
  const { region } = usePreferences()
  const aid = useAidAddress()
  const openBasis = ({ passageId, passageKey, quote }: Basis) => {
    if (passageId !== null) setSheet({ is: 'article', passageId, passageKey, quote })
  }

  const setDraft = (text: string) => {
    setDraftState(text)
    draftStorage.write(text)
  }
  const ask = (question: string) => {
    if (!busy) void store.send(question, regionCode())
  }
  const send = (text: string) => {
    setDraft('')
    ask(text)
    // On a phone the keyboard would cover the answer.
    if (matchMedia('(pointer: coarse)').matches) inputRef.current?.blur()
  }
  const chooseRegion = (region: ChosenRegion | null, answering: boolean) => {
    preferences.change({ region })
    close()
    if (answering && region) ask(region.name)
  }

  useEffect(() => {
    if (!onLeave) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) onLeave()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onLeave])

  return (
    <>
      {!aid.isOpen && (
        <a className="skip" href="#composer">
          {words.skipToComposer}
        </a>
      )}
      <Header
        onHuman={() => setSheet({ is: 'handOff' })}
        onMenu={() => setSheet({ is: 'menu' })}
        onLeave={onLeave}
      />
      {aid.isOpen && restoring !== 'yes' && (
        <AidPage
          store={store}
          region={region}
          onOpenBasis={openBasis}
          onPickRegion={() => setSheet({ is: 'region', answering: false })}
          onClose={aid.close}
        />
      )}
      <main className="main" aria-busy={restoring === 'yes'} hidden={aid.isOpen}>
        {limits?.paused && (
          <p className="banner" role="status">
            {words.start.paused[limits.paused]} <a href="tel:12348">12348</a>
          </p>
        )}
        <div className="scroll">
          {restoring === 'failed' && (
            <p className="banner" role="alert">
              {words.thread.restoreFailed}
              <button type="button" className="link-button" onClick={() => void store.restore(regionCode())}>
                {words.retry}
              </button>
            </p>
          )}
          {!started && restoring !== 'yes' && <StartView start={start} onRetry={retryStart} onAsk={ask} />}
          {started && (
            <Thread
              conversation={conversation}
              actions={{
                onOpenBasis: openBasis,
                onAid: aid.open,
                onAsk: ask,
                onPickRegion: () => setSheet({ is: 'region', answering: true }),
                onRetry: (messageId) => void store.retry(messageId, regionCode()),
                onEdit: (messageId) => {
                  setDraft(store.takeBack(messageId))
                  inputRef.current?.focus()
                },
                onRate: store.rate,
                onSettle: store.settle,
                contacts: store.contacts,
              }}
            />
          )}
        </div>
        <div className="dock" id="composer">
          {!started && <UrgentCalls />}
          <Composer
            draft={draft}
            onDraft={setDraft}
            onSend={send}
            busy={busy || restoring === 'yes'}
            started={started}
            suggestedLength={limits?.suggestedTextLength ?? SUGGESTED_LENGTH}
            maxLength={limits?.maxTextLength ?? LONGEST}
            inputRef={inputRef}
          />
        </div>
      </main>
      <div className="visually-hidden" role="status">
        {announcement(entries.findLast(tellsSomething), words)}
      </div>
      {sheet?.is === 'menu' && (
        <MenuSheet
          onClose={close}
          onNew={() => {
            store.startNew()
            setDraft('')
            close()
            if (aid.isOpen) aid.close()
          }}
          onTicketQuery={() => setSheet({ is: 'ticketQuery' })}
          onAid={() => {
            close()
            aid.open()
          }}
          onRegion={() => setSheet({ is: 'region', answering: false })}
        />
      )}
      {sheet?.is === 'handOff' && (
        <HandOffSheet
          onClose={close}
          onConfirm={(note) => {
            close()
            if (aid.isOpen) aid.close()
            void store.handOff(note, regionCode())
          }}
        />
      )}
      {sheet?.is === 'ticketQuery' && <TicketQuerySheet onClose={close} />}
      {sheet?.is === 'region' && (
        <RegionSheet onClose={close} onChoose={(region) => chooseRegion(region, sheet.answering)} />
      )}
      {sheet?.is === 'article' && (
        <ArticleReader
          passageId={sheet.passageId}
          passageKey={sheet.passageKey}
          quote={sheet.quote}
          load={api.passage}
          onClose={close}
        />
      )}
    </>
  )
}
