import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, openBrowser, openPage, PHONE } from '../server/browser/open-browser.js'
import { copyStarter } from '../server/copy-starter.js'
import { runWenfa } from '../server/spawn-server.js'

describe('wenfa eval on the starter knowledge', () => {
  let folder: string
  const file = (name: string, content?: object | string) => {
    const path = join(folder, name)
    if (content !== undefined) {
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    }
    return path
  }
  const run = (...args: string[]) =>
    runWenfa(['eval', '--data', join(folder, 'data'), '--shared', join(folder, 'none'), ...args])

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wenfa-eval-'))
    await copyStarter(join(folder, 'data'))
    file(
      'routing.jsonl',
      [
        { id: 'r1', question: '老板拖欠工资怎么办', expect: { intent: 'legal_question', matter: 'labour' } },
        { id: 'r2', question: '你好', kind: 'talk', expect: { intent: 'greeting', outcome: ['chatted_'] } },
        // Wrong on purpose: it has to show among the worst, and as text.
        { id: 'r3', question: '<script>谢谢</script>', kind: 'talk', expect: { intent: 'greeting' } },
      ]
        .map((each) => JSON.stringify(each))
        .join('\n'),
    )
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    [['nonsense'], 'There is no suite nonsense: there are retrieval, lookup'],
    [['routing', '--limit', '0'], 'a whole number'],
    [['--cv'], '--cv goes with the suite retrieval'],
    [['--cases', 'none.jsonl'], 'name the suite'],
    [['routing', '--cases', 'none.jsonl'], 'none.jsonl cannot be read'],
    [['--baseline', '--limit', '3'], 'A baseline has its own choice of cases'],
    [['--config', 'none.json'], 'none.json cannot be read'],
    [['--config', '{"MODELL": "x"}'], 'no setting is called MODELL'],
    [['--config', '{"MODEL": "x"}'], 'MODEL_BASE_URL is missing'],
    [['routing', '--cases', '{"id": "a"}'], 'cases.jsonl:1: expect: '],
  ])('exits 2 on %j', async (args, message) => {
    const given = args.map((arg) =>
      arg.startsWith('{') ? file(arg.includes('MODEL') ? 'config.json' : 'cases.jsonl', arg) : arg,
    )
    const { code, stdout, stderr } = await run(...given)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it('measures cases, breaks them down, and shows the worst with what the bot made of them', async () => {
    const { code, stdout } = await run('routing', '--json', '--cases', file('routing.jsonl'))
    expect(code).toBe(0)
    const [{ knowledge, suites }] = JSON.parse(stdout).runs
    expect(knowledge).toBe('starter')
    const [{ suite, estimates, byKind, worst, cases }] = suites
    expect([suite, cases.length]).toEqual(['routing', 3])
    expect(estimates.intent).toMatchObject({ mean: 2 / 3, cases: 3 })
    expect(estimates.matter).toMatchObject({ mean: 1, low: 1, high: 1, cases: 1 })
    expect(byKind.talk.intent.mean).toBe(0.5)
    expect(worst).toMatchObject([{ id: 'r3', trace: { outcome: 'declined_injection' } }])
  })

  it('says in a line each which suites need what is not there', async () => {
    const { code, stderr } = await run('retrieval', 'lookup', 'answers')
    expect(code).toBe(0)
    const lines = stderr.split('\n').filter((line) => line.includes('skipped'))
    expect(lines).toHaveLength(3)
    expect(lines[0]).toBe('retrieval: skipped, no statutes are loaded (wenfa ingest)')
    const crossValidated = await run('retrieval', '--cv')
    expect([crossValidated.code, crossValidated.stderr]).toEqual([0, expect.stringContaining('is absent')])
  })

  it.skipIf(!chromiumPath)(
    'writes a report of two configurations that needs nothing but itself',
    async () => {
      const [a, b] = [file('a.json', { WENFA_LANGUAGE: 'zh-CN' }), file('b.json', { WENFA_LANGUAGE: 'en' })]
      const args = ['routing', '--cases', file('routing.jsonl'), '--config', a, '--config', b]
      const { code, stdout } = await run(...args, '--html', file('report.html'))
      expect(code).toBe(0)
      expect(stdout).toMatch(/Difference[\s\S]*intent {18}\+0\.000 {2}\[0\.000, 0\.000\] {2}p 1\.000/)
      const html = readFileSync(file('report.html'), 'utf8')
      expect(html).not.toMatch(/<script|<link|<img|@import|url\((?!#)/)
      const browser = await openBrowser()
      try {
        const { page, problems } = await openPage(browser, `file://${file('report.html')}`, {
          viewport: PHONE,
        })
        expect(await page.locator('figure svg').count()).toBeGreaterThanOrEqual(4)
        expect(await page.getByText('两种设置的差别').first().isVisible()).toBe(true)
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        await page.getByText('最差的 1 题').click()
        expect(await page.getByText('<script>谢谢</script>').first().isVisible()).toBe(true)
        expect(problems).toEqual([])
      } finally {
        await browser.close()
      }
    },
  )

  it('has not become worse than its baseline', async () => {
    const { code, stderr } = await run('--baseline')
    expect(stderr.split('\n').filter((line) => line.startsWith('Below the baseline'))).toEqual([])
    expect(code).toBe(0)
  })
})
