import { openStream, type Told } from './open-stream.js'

/** A tab that is frozen has these before it when it wakes, answers, and is back. */
const MOST_UNANSWERED = 3
const ASK_MS = 20_000

/** Ports do not tell that their tab is gone: how often each was asked in vain. */
const tabs = new Map<MessagePort, number>()
let end: (() => void) | undefined
let state: 'connecting' | 'ready' | 'broken' = 'connecting'

function tellAll(told: Told): void {
  if (told.kind === 'ready' || told.kind === 'broken') state = told.kind
  for (const tab of tabs.keys()) tab.postMessage(told)
}

function add(tab: MessagePort): void {
  const isNew = !tabs.has(tab)
  tabs.set(tab, 0)
  if (!isNew) return
  // Not to wait for its next try: they may have signed in anew just now.
  if (state === 'broken') endStream()
  end ??= openStream(self.name, tellAll)
  if (state === 'ready') tab.postMessage({ kind: 'ready' } satisfies Told)
}

function remove(tab: MessagePort): void {
  tabs.delete(tab)
  if (tabs.size === 0) endStream()
}

function endStream(): void {
  end?.()
  end = undefined
  state = 'connecting'
}

addEventListener('connect', (event) => {
  const [tab] = (event as MessageEvent).ports
  tab!.onmessage = ({ data }) => (data === 'here' ? add(tab!) : remove(tab!))
})

setInterval(() => {
  for (const [tab, unanswered] of tabs) {
    if (unanswered >= MOST_UNANSWERED) remove(tab)
    else {
      tabs.set(tab, unanswered + 1)
      tab.postMessage('there?')
    }
  }
}, ASK_MS)
