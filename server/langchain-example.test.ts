import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

it('the example for LangChain runs: what was found, the answer, and a follow-up in the same thread', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenfa-langchain-'))
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(ROOT, 'examples/langchain/answer.ts'), dataDir],
      { cwd: ROOT, env: { ...process.env, MODEL: '', MODEL_BASE_URL: '' } },
    )
    const [, found, answered, followed] = /找到：\n([\s\S]*?)\n\n答复：\n([\s\S]*?)\n追问：([\s\S]*)$/.exec(
      stdout,
    )!
    expect(found!.split('\n')).toHaveLength(3)
    expect(found).toContain('《没签劳动合同，能要二倍工资吗？》')
    expect(answered).toMatch(/二倍工资。〔1〕[\s\S]*《劳动合同法》第八十二条/)
    expect(followed).toMatch(/一年[\s\S]*第二十七条/)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
