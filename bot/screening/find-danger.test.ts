import { describe, expect, it } from 'vitest'
import { foldText } from '../language/normalise-text.js'
import type { CrisisKind, NoticeKind } from '../lexicon/screening-rules.js'
import { findDanger } from './find-danger.js'

const CRISES: Record<CrisisKind, string[]> = {
  self_harm: [
    '欠了二十万网贷，我真的活不下去了',
    '不想活了',
    '打官司打了五年，我想死的心都有了',
    '离婚了孩子也不给我见，我只想从楼上跳下去，不想活了',
    '我想自杀',
    '我想自殺',
    '我吃了一瓶安眠药',
    '活着真没意思，死了算了',
    '我女儿说她要跳楼，怎么办',
    '遗书都写好了，就想问问我死了债是不是就没了',
    '判决下来孩子归她，我车里放了两桶汽油，不让我见孩子就大家一起走',
    '他们不给我活路，我就拉他们垫背',
    '被催收逼得快要死了，撑不下去了',
    '活 不 下 去 了',
  ],
  violence_now: [
    '他又打我了，我躲在厕所不敢出去',
    '老公正在打我，救命',
    '我爸喝醉了拿着菜刀在追我妈',
    '前夫在踹门，说要杀了我全家',
    '我把自己反锁在卧室，他在外面砸门',
    '救命啊',
    '刚刚他动手打我，头上流血了很害怕',
    '他拿刀堵在门口不让我报警',
    '男朋友掐着我脖子说要弄死我',
    '快来救救我妈，我爸要打死她了',
  ],
  missing_child: ['我女儿放学不见了', '孩子不見了', '孩子走丢了怎么办', '我五岁的儿子在商场被人抱走了'],
  child_danger: [
    '隔壁家孩子天天被打得惨叫，我该怎么办',
    '我今年12岁，继父摸我，我不敢说',
    '楼上的小孩现在被锁在家里一直哭喊',
    '在路边捡到弃婴',
    '女儿被老师猥亵了，她现在很害怕不敢回家怎么办',
    '我被继父摸了，我13岁',
  ],
  held: [
    '我现在被网贷公司软禁一个多月了,怎么办',
    '我被他们拘禁快三天了',
    '我哥昨晚被讨债公司的人带走了,电话打不通',
    '我被关在传销窝点出不去',
    '被骗到缅甸园区，他们不让我走',
    '手机身份证都被收了，不让我出门',
    '我妹妹被人拐卖到山里了，怎么救她',
    '被人控制在出租屋里，跑不掉',
  ],
  sexual_assault: ['我被强奸了', '我被人迷奸了怎么办', '老板猥亵了我', '我被领导摸了'],
  violence_home: [
    '喝酒打我',
    '我老公打我',
    '我爸昨天打我了，我怕',
    '男朋友打我',
    '老公家暴我怎么办',
    '家暴',
    '我妈被我爸打得住院了',
    '我老公昨天晚上又打我，脸都肿了，我怕他今晚还打',
    '我爸打我妈怎么办',
    '我儿子打我，我78岁了',
    '他打我，我能去验伤吗',
    '婆婆老是打孩子怎么办',
  ],
  elder_danger: [
    '隔壁老太太被儿子锁在柴房里，一天就给一碗稀饭',
    '我妈瘫在床上，我哥三天没给她吃饭了，不让我进门',
    '养老院的护工把我爸绑在椅子上，手腕都紫了',
  ],
  threat: [
    '前男友天天在楼下等我，说我不复合就泼我硫酸',
    '他说今晚要带人来把我全家烧了',
    '债主发消息说知道我孩子在哪上学，让孩子路上小心点',
  ],
  deadline: [
    '今天是上诉期最后一天，我还没写上诉状怎么办',
    '收到判决书十五天了，明天上诉期就到了',
    '仲裁时效明天就过期了',
    '行政复议期限今天截止，来得及吗',
    '起诉时效还剩最后一天',
  ],
}

const NEAR_MISSES = [
  '刚被骗转账三万怎么办',
  '自杀算工伤吗',
  '打官司要多少钱',
  '老公打我怎么离婚',
  '员工跳楼公司要赔吗',
  '被保险人自杀保险公司赔不赔',
  '他说离婚就自杀，我还能离吗',
  '去年他拿刀威胁过我，可以作为离婚证据吗',
  '故意伤害打死人判几年',
  '我打死了别人家的狗要赔吗',
  '公司撑不下去了要裁员，补偿怎么算',
  '救命钱被骗了能追回吗',
  '生意做不下去了怎么注销公司',
  '强奸罪怎么判',
  '非法拘禁怎么判刑',
  '他被关在看守所，什么时候能出来',
  '儿童被老师体罚，学校有责任吗',
  '前妻不让我见孩子，电话也联系不上',
  '今天到期的牛奶还能卖吗',
  '房租明天到期，房东不续了怎么办',
  '合同明天到期公司不续签有补偿吗',
  '追索劳动报酬的时效是多久',
  '爷爷去世了，房子写的他的名字，叔叔不让我爸分',
  '冬天屋里冷得穿棉袄，物业说温度够了',
  '行，我试试。',
  '打完官司人家还是不给钱',
  '打架打伤了人怎么赔',
  '上个月前夫砸门我报了警，能申请保护令吗',
  '三年前被传销骗过钱，能要回来吗',
  '想死后把房子留给小儿子怎么写遗嘱',
  '判决书什么时候生效',
  '杀人罪的追诉时效是多久',
  '家暴离婚孩子归谁',
  '法律上什么叫正当防卫，他拿刀砍我我还手了',
  '上诉期是几天',
  '老公拿刀砍了我，缝了十针，我还能追究他的责任吗',
  '老公经常打我，我想离婚',
  '老公打我，怎么申请法律援助',
  '他打我电话骂我，算骚扰吗',
  '家暴的证据怎么留',
  '小时候我爸打我，现在他老了要我养',
  '强奸罪判几年',
]

describe('danger', () => {
  for (const [kind, messages] of Object.entries(CRISES)) {
    it.each(messages)(`${kind}: %s`, (message) => {
      expect(findDanger(foldText(message)).crisis).toBe(kind)
    })
  }
  it.each(NEAR_MISSES)('none: %s', (message) => {
    expect(findDanger(foldText(message)).crisis).toBeNull()
  })
})

describe('a notice beside the answer', () => {
  const notices: [string, NoticeKind[]][] = [
    ['老公打我怎么离婚', ['violence']],
    ['他说离婚就自杀，我还能离吗', ['mood']],
    ['刚刚被骗转账三万，怎么办', ['fraud_just_now']],
    ['今天公司通知我被辞退', []],
    ['反家庭暴力法第二十三条', []],
    ['邻居装修噪音大', []],
  ]
  it.each(notices)('%s', (message, kinds) => {
    expect(findDanger(foldText(message)).notices).toEqual(kinds)
  })
})

describe('few words after an answer', () => {
  const inTalk = (said: string) => findDanger(foldText(said), true)

  it('have to be clearer than words that come first: what is likely danger is asked about', () => {
    expect(findDanger(foldText('他要把孩子带到外地去')).crisis).not.toBeNull()
    expect(findDanger(foldText('他要把孩子带到外地去')).crisis).not.toBe('perhaps')
    expect(inTalk('他要把孩子带到外地去').crisis).toBe('perhaps')
  })

  it.each(['他说等装完再说', '都半个月了', '电话也不接了', '人还在医院躺着，医药费没着落'])(
    'tell a story: %s',
    (said) => {
      expect(inTalk(said).crisis).toBeNull()
    },
  )

  it.each(['他拿刀堵在门口不让我报警', '他在外面砸门，我不敢出去', '他昨晚又动手了', '三天没吃饭了'])(
    'are met as danger where it is clear: %s',
    (said) => {
      expect(inTalk(said).crisis).not.toBeNull()
    },
  )
})
