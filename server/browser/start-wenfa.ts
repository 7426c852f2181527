import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyMade } from '../../storage/copy-made.js'
import { runWenfa, spawnServer } from '../spawn-server.js'

/** A few articles that the starter's answers name, so that there is something to open and read. */
const LAW_FILE = '劳动合同法(2012-12-28).md'
const LAW = `# 中华人民共和国劳动合同法

2012年12月28日 全国人民代表大会常务委员会修正

<!-- INFO END -->

## 第三章 劳动合同的履行和变更

第二十九条 用人单位与劳动者应当按照劳动合同的约定，全面履行各自的义务。

第三十条 用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。

用人单位拖欠或者未足额支付劳动报酬的，劳动者可以依法向当地人民法院申请支付令，人民法院应当依法发出支付令。

## 第七章 法律责任

第八十二条 用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。
`

export interface RunningWenfa {
  url: string
  /** Runs a command on the same data folder, as staff would. @returns its stdout */
  wenfa(...args: string[]): Promise<string>
  /** The server goes away at once; the data stays. */
  kill(): Promise<void>
  /** The server comes back on the same port. */
  restart(): Promise<void>
  close(): Promise<void>
}

async function makeData(folder: string): Promise<void> {
  await writeFile(join(folder, LAW_FILE), LAW)
  // The second one builds the index.
  for (const args of [
    ['ingest', join(folder, LAW_FILE)],
    ['search', '工资'],
  ]) {
    const { code, stderr } = await runWenfa([...args, '--data', join(folder, 'data')])
    if (code !== 0) throw new Error(`wenfa ${args[0]} ended with ${code}: ${stderr}`)
  }
}

/** The real server with the starter knowledge and one law, on a port of its own. */
export async function startWenfa(): Promise<RunningWenfa> {
  const parent = await mkdtemp(join(tmpdir(), 'wenfa-browser-'))
  const dataDir = join(parent, 'data')
  const wenfa = async (...args: string[]) => {
    const { code, stdout, stderr } = await runWenfa([...args, '--data', dataDir])
    if (code !== 0) throw new Error(`wenfa ${args[0]} ended with ${code}: ${stderr}`)
    return stdout
  }
  await copyMade('starter-and-law', parent, makeData)

  let server = await spawnServer(dataDir)
  const { url } = server
  return {
    url,
    wenfa,
    kill: () => server.kill(),
    restart: async () => {
      await server.kill()
      server = await spawnServer(dataDir, {}, Number(new URL(url).port))
    },
    close: async () => {
      await server.kill()
      await rm(parent, { recursive: true, force: true })
    },
  }
}
