import { expect, it } from 'vitest'
import { guessAidCase, mayWantLegalAid } from './guess-aid-case.js'
import { prefillApplication } from './prefill-application.js'

const own = (...texts: string[]) => texts.map((text) => ({ text, isOwn: true }))

it.each([
  ['老板拖欠我两个月工资怎么办', 'wages'],
  ['包工头一直不给工钱', 'wages'],
  ['我在工地摔断了腿', 'work_injury'],
  ['怎么证明劳动关系', 'employment'],
  ['离婚后他不给抚养费', 'support'],
  ['我妈八十了，我哥一分钱不出', 'support'],
  ['我爸出车祸受伤住院了', 'traffic_injury'],
  ['医院误诊耽误了治疗', 'medical_injury'],
  ['化工厂排污水，鱼塘的鱼都死了，怎么赔', 'environment'],
  ['社保局停发了我的养老金', 'social_insurance'],
  ['养老金停了', 'social_insurance'],
  ['我弟被刑拘了', 'criminal_suspect'],
  ['我被他打成轻伤', 'criminal_victim'],
  ['借给朋友五万不还', null],
  ['邻居装修太吵', null],
  ['工资条要不要盖章', null],
])('reads the matter of %s', (text, matter) => {
  expect(guessAidCase([text]).matter).toBe(matter)
})

it.each(['怎么申请法律援助', '没钱请律师怎么办', '老板欠薪', '老公家暴，想离婚'])(
  'takes who says %s for somebody who may apply',
  (text) => {
    expect(mayWantLegalAid(text)).toBe(true)
  },
)

it.each(['租房押金不退', '怎么办理公证', '股东会怎么开'])('offers nothing after %s', (text) => {
  expect(mayWantLegalAid(text)).toBe(false)
})

it('carries over what was told in the citizen’s own words, and whom it is against', () => {
  const said = own('你好', '我在南京市的示例建筑有限公司干活，老板拖了我三个月工资', '我能申请法律援助吗')
  said.splice(2, 0, { text: '没签合同，老板就不给工资，能要回来吗？', isOwn: false })
  expect(prefillApplication(said)).toEqual({
    matter: 'wages',
    free: null,
    whatHappened: '我在南京市的示例建筑有限公司干活，老板拖了我三个月工资',
    otherParty: '示例建筑有限公司',
    request: '请求支付拖欠的工资。',
  })
})

it('leaves out another story that was told before', () => {
  const said = own('我弟被刑拘了', '离婚后他不给抚养费', '前夫说他没有钱')
  expect(prefillApplication(said)).toMatchObject({
    matter: 'support',
    whatHappened: '离婚后他不给抚养费\n前夫说他没有钱',
    otherParty: '前夫',
  })
})

it('fills in nothing of what was not said', () => {
  expect(prefillApplication(own('我能申请法律援助吗'))).toEqual({
    ...{ matter: null, free: null, whatHappened: '', otherParty: '', request: '' },
  })
})
