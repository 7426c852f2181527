/** What is said of people alone: 女士, 的儿子, 本人; and what people mostly do: 欠, 打, 说. */
const DESCRIBED =
  /^(?:女士|先生|小姐|同学|同志|小朋友|老人|老师|律师|医生|师傅|夫妇|夫妻|两口|一家|家(?!里|庭|长|具|电)|本人|[他她](?:爸|妈|爹|娘|哥|弟|姐|妹|老公|老婆|儿|女|家|媳|姑|舅|叔)|的?(?:儿子|女儿|父亲|母亲|爸爸|妈妈|老婆|老公|妻子|丈夫|哥|弟|姐|妹|家属|遗产|名字|身份证|签名|签字|电话|微信|工资|账户|房子|欠条)|名下|之[妻子女母父]|生前|[（(，, :]?[男女](?:[，,）) ]|$)|等[一二三四五六七八九十两\d]|是我(?:们)?|这个?人)/
const ACTS =
  /^(?:也|都|就|又|已经|一直|还|突然|多次|老是|天天|昨天|今天|去年|现在|后来|当时|从来|从|不肯|不愿|拒绝|没有|没|不|未|拿|欠|借|打|骂|骗|说|讲|偷|拖|把|被|跟|和|与|给|答应|承认|同意|签|住在|死|去世|过世|失踪|失联|坐牢|出轨|怀孕|离婚|结婚|起诉|告|辞|撞|开车|逃|跑|威胁|诈骗|侵占|伤|家暴|占|收|卖|买|租|转|要求|叫|让|逼|带|抢|砸|咬|酒|霸|挪|担保|还钱|还款|反映|咨询|来电|诉)/
const WITH =
  /(?:跟|和|与|同|给|借给|找|告|被|替|帮|向|问|由|让|骂|认识|起诉|举报|包括|除了|对|把|叫|是|因为|至于|关于|听|怪|为了|姓名|名叫|通过|经)$/

const CLAUSE = /(?:^|[，。！？；：、,.!?;: \n])$/
/** What stands before a place of a text, as far as it tells of names. */
export interface Before {
  char: string
  tag: string
  led: 'with' | 'clause' | 'other'
  features: readonly string[]
}

/** What stands behind one. */
export interface After {
  char: string
  tag: string
  does: 'described' | 'acts' | 'nothing'
  features: readonly string[]
}

interface Word {
  word: string
  tag: string
}

/** @param word null where the place lies inside one */
export function lookBefore(text: string, at: number, word: Word | null | undefined): Before {
  const before = text.slice(Math.max(0, at - 3), at)
  const tag = word === null ? 'cut' : (word?.tag ?? '^')
  return {
    char: before.at(-1) ?? '^',
    tag,
    led: WITH.test(before) ? 'with' : CLAUSE.test(before) ? 'clause' : 'other',
    features: [
      `before ${before.slice(-1) || '^'}`,
      `before ${before.slice(-2) || '^'}`,
      `before ${before || '^'}`,
      `tag before ${tag}`,
      `word before ${word === null ? 'cut' : (word?.word ?? '^')}`,
    ],
  }
}

export function lookAfter(text: string, at: number, word: Word | undefined): After {
  const after = text.slice(at, at + 3)
  const tag = word?.tag ?? '$'
  return {
    char: after[0] ?? '$',
    tag,
    does: DESCRIBED.test(text.slice(at, at + 6)) ? 'described' : ACTS.test(after) ? 'acts' : 'nothing',
    features: [
      `after ${after[0] ?? '$'}`,
      `after ${after.slice(0, 2) || '$'}`,
      `after ${after || '$'}`,
      `tag after ${tag}`,
      `word after ${word?.word ?? '$'}`,
    ],
  }
}
