import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import { createRoot } from 'react-dom/client'
import { App } from './app.js'
import { locale } from './locale.js'
import { createDeskClient } from './query-client.js'
import { theme } from './theme.js'

const overlays = document.getElementById('overlays')!
const nonce = document.querySelector<HTMLMetaElement>('meta[name="wenfa-nonce"]')?.content

createRoot(document.getElementById('root')!).render(
  <ConfigProvider
    locale={locale}
    theme={theme}
    csp={{ nonce }}
    // In the body itself, dialogs would write a style element without a nonce to lock its scrolling; it never scrolls.
    getPopupContainer={() => overlays}
    // Two characters stay close, as everywhere else in the text.
    button={{ autoInsertSpace: false }}
  >
    <AntApp component={false}>
      <QueryClientProvider client={createDeskClient()}>
        <App />
      </QueryClientProvider>
    </AntApp>
  </ConfigProvider>,
)
