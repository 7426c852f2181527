import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { type OpenRetriever, openRetriever } from '../open-retriever.js'
import { publish, type TestLaw, withdraw } from '../testing/publish.js'
import { isNoWorse } from './fit-ranker.js'
import { readRanker, storeReport } from './rankers.js'
import { refitDue } from './refit-due.js'

const GOODS = ['陀螺', '风筝', '铁环', '弹弓', '毽子', '空竹', '沙包', '跳绳', '木马', '纸船']
const DEEDS = ['出租', '买卖', '修理', '寄存', '运输', '抵押', '赠与', '检验', '回收', '展览', '拍卖']
const LAW: TestLaw = {
  title: '玩具条例',
  articles: Object.fromEntries(
    GOODS.map((good, i) => [i + 1, `${good}的${DEEDS.join('、')}，应当向${good}管理处登记。`]),
  ),
}

/** A hundred and ten questions, each of which uses the words of one article. @param cited by number of the question */
function answers(cited: (index: number, good: number) => number): TestLaw[] {
  return DEEDS.flatMap((deed, d) =>
    GOODS.map((good, g): TestLaw => {
      const index = d * GOODS.length + g
      const title = `${String(index).padStart(3, '0')}号问：${good}${deed}要登记吗`
      const cites = [`玩具条例第${cited(index, g) + 1}条`]
      return { title, kind: 'faq', articles: { 1: '请看条文。' }, cites, learned: true }
    }),
  )
}

const answer = (title: string, text: string, cite: string): TestLaw => ({
  title,
  kind: 'faq',
  articles: { 1: text },
  cites: [cite],
  learned: true,
})

describe.each(testDatabases())('learning on $name', ({ open }) => {
  let database: TestDatabase
  let retriever: OpenRetriever | undefined
  beforeEach(async () => {
    database = await open()
  })
  afterEach(async () => {
    await retriever?.close()
    await database.drop()
  })

  async function openOn(laws: readonly TestLaw[]): Promise<OpenRetriever> {
    await publish(database.db, laws)
    const { db, dataDir } = database
    retriever = await openRetriever({ db, dataDir, log: () => {} })
    return retriever
  }
  async function order(of: OpenRetriever): Promise<string[]> {
    const { hits } = await of.search('弹弓寄存要登记吗', { k: 10, kind: 'statute' })
    return hits.map(({ passageId }) => passageId)
  }

  it('fits once to the same answers, and is due again when enough of them went', async () => {
    const { db } = database
    const opened = await openOn([LAW, ...answers((_, good) => good)])
    expect(await refitDue(db, 5)).toBe(110)
    expect(await opened.learn()).toBe('fitted')
    expect(await opened.learn()).toBe('unchanged')
    expect(await readRanker(db)).toMatchObject({ report: { questions: 110, used: true } })
    expect(await refitDue(db, 5)).toBeNull()
    for (let i = 0; i < 6; i++) await withdraw(db, answers((_, good) => good)[i]!.title)
    expect(await refitDue(db, 7)).toBeNull()
    expect(await refitDue(db, 6)).toBe(6)
    await opened.refresh()
    expect(await opened.learn()).toBe('fitted')
    expect(await readRanker(db)).toMatchObject({ report: { questions: 104 } })
  })

  it('answers after each publication as a server does that starts afterwards', async () => {
    const { db, dataDir } = database
    const learned = answers((_, good) => good)
    const opened = await openOn([LAW, ...learned])
    await opened.learn()
    const publications = [
      () => publish(db, [{ title: '船舶条例', articles: { 1: '弹弓寄存在船上的，不必登记。' } }]),
      () => withdraw(db, learned[33]!.title),
      () => publish(db, [answer('弹弓寄存在哪里', '寄存在管理处。', '船舶条例第一条')]),
      async () => {
        await withdraw(db, LAW.title)
        await publish(db, [{ ...LAW, versionDate: '2021-01-01' }])
      },
    ]
    const ranked = async (of: OpenRetriever) => {
      const { hits } = await of.search('弹弓寄存要登记吗', { k: 10, kind: 'statute' })
      return hits.map(({ passageId, evidence }) => ({ passageId, odds: Math.log(evidence!.share!) }))
    }
    for (const change of publications) {
      await change()
      await opened.refresh()
      const started = await openRetriever({ db, dataDir, log: () => {} })
      // What questions find by keywords is counted anew by a start alone.
      const expected = (await ranked(started)).map((hit) => ({ ...hit, odds: expect.closeTo(hit.odds, 1) }))
      expect(await ranked(opened)).toEqual(expected)
      await started.close()
    }
  })

  it('does not use a fit that is no better, and leaves the order as it was', async () => {
    const { db } = database
    const opened = await openOn([LAW, ...answers(() => 8)])
    const before = await order(opened)
    expect(await opened.learn()).toBe('fitted')
    const { id, report } = (await readRanker(db))!
    expect(await order(opened)).not.toEqual(before)
    expect(isNoWorse(report.after, report.before)).toBe(true)
    expect(isNoWorse(report.after, { ...report.after, mrr: report.after.mrr + 0.01 })).toBe(false)
    await storeReport(db, id, { ...report, used: false })
    await opened.close()
    retriever = await openRetriever({ db, dataDir: database.dataDir, log: () => {} })
    expect(await order(retriever)).toEqual(before)
  })

  it('measures how the order gets better with the answers, from none to all that are not held out', async () => {
    const opened = await openOn([LAW, ...answers((_, good) => good)])
    const growth = await opened.measureGrowth()
    expect(growth?.map(({ answers }) => answers)).toEqual([0, 88])
  })

  it('learns nothing from a handful of answers', async () => {
    const opened = await openOn([LAW, ...answers((_, good) => good).slice(0, 99)])
    expect(await opened.learn()).toBe('too_few')
    expect(await opened.measureGrowth()).toBeNull()
    expect(await readRanker(database.db)).toBeNull()
  })

  it('finds answers that contradict each other, and articles that are not there', async () => {
    const opened = await openOn([
      LAW,
      answer('公司拖欠我三个月的工资一直不发应该向哪个部门投诉？', '甲', '玩具条例第一条'),
      answer('公司拖欠我三个月的工资一直不发，应该向哪个部门投诉', '乙', '玩具条例第二条'),
      answer('公司拖欠我三个月的工资一直不发，应该向哪个部门投诉呢', '丙', '玩具条例第三条'),
      answer('公司不让离职，应该向哪个部门投诉', '丁', '玩具条例第四条'),
      answer('房东不退押金怎么办', '甲', '玩具条例第五条'),
      answer('房东不退押金，怎么办', '乙', '玩具条例第5条'),
      answer('风筝断了线怎么办', '甲', '玩具条例第九十九条'),
      answer('风筝断了线，怎么办', '乙', '风筝法第一条'),
    ])
    const { contradictions, unmet } = await opened.reviewAnswers()
    const questions = contradictions.map(({ ids }) => ids.map((id) => id.split(' ')[1]))
    const [signs, plain, particle] = [
      '公司拖欠我三个月的工资一直不发应该向哪个部门投诉？',
      '公司拖欠我三个月的工资一直不发，应该向哪个部门投诉',
      '公司拖欠我三个月的工资一直不发，应该向哪个部门投诉呢',
    ]
    expect(questions.map((two) => two.sort()).sort()).toEqual(
      [
        [signs, plain],
        [signs, particle],
        [plain, particle],
        ['风筝断了线怎么办', '风筝断了线，怎么办'],
      ]
        .map((two) => two.sort())
        .sort(),
    )
    expect(unmet.map(({ cite, status }) => [cite, status]).sort()).toEqual([
      ['玩具条例第九十九条', 'no_such_article'],
      ['风筝法第一条', 'no_such_law'],
    ])
  })
})
