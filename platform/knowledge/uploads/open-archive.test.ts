import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildZip } from '../../../knowledge/testing/build-zip.js'
import { openArchive } from './open-archive.js'

describe('an archive', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-archive-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function namesIn(zip: Buffer): Promise<string[]> {
    const path = join(folder, 'a.zip')
    await writeFile(path, zip)
    const names: string[] = []
    for await (const { name, read } of openArchive(path, async () => {})) {
      names.push(name)
      await read()
    }
    return names
  }

  it('refuses single files by their names or the way they are packed, not the rest', async () => {
    const path = join(folder, 'b.zip')
    const part = (name: string) => ({ name, content: name })
    const zip = buildZip([
      part('甲.md'),
      part('a\0b.md'),
      part('a\nb.md'),
      part('../丁.md'),
      part('丁/../丁.md'),
      part(`${'长'.repeat(500)}.md`),
      part('里面的.zip'),
      part('乙.md'),
    ])
    // The last entry of the directory: packed by a method that nobody knows.
    zip[zip.lastIndexOf('PK\x01\x02') + 10] = 99
    await writeFile(path, zip)
    const told: string[] = []
    for await (const { read } of openArchive(path, async () => {}))
      told.push(await read().then(String, (error: Error) => error.message))
    const name = '文件名不能用。'
    expect(told).toEqual([
      '甲.md',
      name,
      name,
      name,
      name,
      name,
      '压缩包里又有压缩包，请先把里面的解开，再上传。',
      '这个文件在压缩包里已损坏，或者压缩方法不常用。',
    ])
  })

  it('gives its files, and leaves out what systems add', async () => {
    const part = (name: string) => ({ name, content: name })
    const parts = [part('甲/'), part('甲/乙.md'), part('__MACOSX/乙.md'), part('.DS_Store'), part('丙.md')]
    expect(await namesIn(buildZip(parts))).toEqual(['甲/乙.md', '丙.md'])
  })

  it('is refused before anything is unpacked where entries share bytes', async () => {
    const content = '风筝'.repeat(1000)
    const again = Array.from({ length: 500 }, (_, at) => ({ name: `${at}.md`, content, isAgain: at > 0 }))
    await expect(namesIn(buildZip(again))).rejects.toMatchObject({ message: /互相重叠/ })
  })

  it('is refused where it states more than it may hold, or is damaged', async () => {
    const large = Array.from({ length: 50 }, (_, at) => ({
      ...{ name: `${at}.md`, content: '风筝', statedBytes: 49_000_000 },
    }))
    await expect(namesIn(buildZip(large))).rejects.toMatchObject({ message: /太大/ })
    const zip = buildZip([{ name: '甲.md', content: '风筝' }])
    zip.writeUInt8(0, zip.indexOf(Buffer.from('PK\x01\x02', 'latin1')))
    await expect(namesIn(zip)).rejects.toMatchObject({ message: /已损坏/ })
  })
})
