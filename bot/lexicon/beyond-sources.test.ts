import { describe, expect, it } from 'vitest'
import { foldText } from '../language/normalise-text.js'
import { type BeyondSources, beyondSources } from './beyond-sources.js'

const BEYOND: Record<BeyondSources, string[]> = {
  foreign_law: [
    '在巴黎租的公寓，房东不退押金',
    '多伦多的法院几天内能上诉',
    '合同说适用新加坡法律，违约金怎么算',
    '我在首尔打零工，老板不给钱，按当地规定能要吗',
    '香港的士拒载怎样投诉',
  ],
  prediction: [
    '我这官司胜算大吗，有几成把握',
    '官司能赢吗',
    '你觉得法官最后会信谁',
    '明天开庭他会不会到庭',
    '这个月能结案吗，说句准话',
    '派出所啥时候才会联系我',
  ],
  own_records: [
    '我的案号是多少',
    '给我办案的那个法官是谁来着',
    '我名下有几辆车',
    '我的社保断了几个月',
    '判决书上写的是哪天',
  ],
  local_fact: [
    '今年常州的低保一个月多少钱',
    '南通的失业金一个月能领几百还是多少',
    '昆山法院的电话是多少',
    '我们县的县长是谁',
  ],
  other_time: ['退休年龄哪年会改成七十岁', '明朝杀人怎么判', '十年后的最低工资有多少', '冷静期明年会取消吗'],
}

const WITHIN = [
  '我在美国，老婆在国内，想起诉离婚',
  '劳务公司派我去新加坡，工资没给',
  '跟团去泰国旅游，导游强迫购物',
  '在缅甸做电信诈骗，自首会判几年',
  '香港法律和香港基本法是什么关系',
  '怎么查我名下有几套房',
  '最低工资里包不包括加班费',
  '公司不发高温费合法吗',
  '失业金能领几个月',
  '12348的官网是什么',
  '南京公证处的电话是多少',
  '这种官司赢的机会大不大，流程怎么走',
  '民法典是什么时候修改的',
  '挖到古代文物怎么处理',
  '打架会判几年',
  '离婚冷静期是几天',
]

describe('what the sources cannot answer', () => {
  for (const [kind, questions] of Object.entries(BEYOND)) {
    it.each(questions)(`${kind}: %s`, (question) => {
      expect(beyondSources(foldText(question))).toBe(kind)
    })
  }

  it.each(WITHIN)('lets through: %s', (question) => {
    expect(beyondSources(foldText(question))).toBeNull()
  })
})
