import { createRoot } from 'react-dom/client'
import { WordsProvider } from '../../../ui/words/use-words.js'
import { wordsFor } from '../../../ui/words/words-for.js'
import { AnswerPage } from './answer-page.js'
import { App } from './app.js'
import { createConversationStore } from './conversation-store.js'
import { applyToPage, preferences } from './preferences.js'

const parameters = new URLSearchParams(location.search)
const words = wordsFor(parameters.get('lang'))
const embedded = location.pathname.startsWith('/embed') && window.parent !== window

document.documentElement.lang = words.language
document.title = words.pageTitle
if (location.pathname.startsWith('/embed')) document.documentElement.dataset.layout = 'embedded'
const region = parameters.get('region')
// A city's site may name its own region; a choice made by the citizen stays.
if (region && /^\d{6,12}$/.test(region) && !preferences.current().region) {
  preferences.change({ region: { code: region, name: parameters.get('regionName') ?? region } })
}
applyToPage()

// The page around the frame may be anybody's: the message says nothing but that the window may be closed.
const leave = () => window.parent.postMessage({ wenfa: 'close' }, '*')

/** The conversation, else the answer whose address was opened. */
function page() {
  const replyId = /^\/answers\/([\w-]+)$/.exec(location.pathname)?.[1]
  if (replyId !== undefined) return <AnswerPage replyId={replyId} linkKey={parameters.get('key') ?? ''} />
  const store = createConversationStore()
  void store.restore(preferences.current().region?.code)
  return <App store={store} onLeave={embedded ? leave : null} />
}

createRoot(document.getElementById('root')!).render(<WordsProvider value={words}>{page()}</WordsProvider>)
