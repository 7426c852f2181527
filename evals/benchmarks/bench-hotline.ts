import { chromiumPath, openBrowser, openPage } from '../../server/browser/open-browser.js'
import { signInStaff } from '../../server/browser/sign-in-staff.js'
import { takeCall } from '../../server/browser/take-call.js'
import { runWenfa, spawnServer } from '../../server/spawn-server.js'
import { percentile } from '../metrics/percentile.js'
import { atMost, type BenchmarkRow, compared } from './benchmark-row.js'

const LIMIT_MS = 100
const QUESTIONS = 200

/** A call in a real browser, and the time from a pause to the suggestions. @param dataDir with the statutes ingested */
export async function benchHotline(dataDir: string, questions: readonly string[]): Promise<BenchmarkRow[]> {
  if (!chromiumPath) return [compared('hotline', 'no Chromium')]
  const server = await spawnServer(dataDir)
  const browser = await openBrowser()
  try {
    const wenfa = async (...args: string[]) => (await runWenfa([...args, '--data', dataDir])).stdout
    const invited = await signInStaff({ wenfa, url: server.url }, 'hotline', '基准')
    const { page } = await openPage(browser, invited.setUpUrl, { viewport: { width: 1440, height: 900 } })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await invited.setPassword(page)
    await page.goto(`${server.url}/desk/hotline`)
    await page.getByLabel('来电人说的').waitFor()
    const times = await takeCall(page)
    const tookMs = await page.evaluate(askEach, questions.slice(0, QUESTIONS))
    return [
      compared('hotline: first word to first suggestions', ms(times.firstListMs)),
      compared('hotline: first word to a filled ticket', ms(times.filledMs)),
      compared('hotline: of that, typing', ms(times.typingMs)),
      compared('hotline: pause to suggestions, p50', ms(percentile(tookMs, 0.5))),
      atMost('hotline: pause to suggestions, p95', percentile(tookMs, 0.95), LIMIT_MS, 'ms'),
    ]
  } finally {
    await browser.close()
    await server.kill()
  }
}

const ms = (value: number) => `${value.toFixed(0)} ms`

/** Runs in the page: each question is a call's one utterance. @returns what the server measured */
async function askEach(questions: readonly string[]): Promise<number[]> {
  const session = await (await fetch('/api/staff/session')).json()
  const begun = await fetch('/api/desk/hotline/calls', {
    method: 'POST',
    headers: { 'x-wenfa-csrf': session.csrfToken, 'content-type': 'application/json' },
    body: '{}',
  })
  const { callId } = await begun.json()
  const socket = new WebSocket(
    `${location.origin.replace(/^http/, 'ws')}/api/desk/hotline/calls/${callId}/stream`,
  )
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  const took: number[] = []
  for (const text of new Set(questions)) {
    const answered = new Promise<number>((resolve) => {
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(data)
        if (message.type === 'suggestions') resolve(message.tookMs)
      }
    })
    socket.send(JSON.stringify({ type: 'final', segment: 'only', text }))
    took.push(await answered)
  }
  socket.close()
  return took
}
