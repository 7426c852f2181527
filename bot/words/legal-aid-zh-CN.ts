import type { Verdict } from '../legal-aid/judge-eligibility.js'

/** What is said of whether somebody gets legal aid, with the citation marks of the articles that say so. */
export const legalAidZhCN = {
  verdicts: {
    appointed: '这种情况不用交钱请律师：办案机关应当通知法律援助机构指派。',
    meets: '照您选的，符合申请法律援助的条件。',
    may_meet: '可能符合，要由法律援助机构审查。',
    outside: '一般不在法律援助范围内，还可以走下面的路。',
  } satisfies Record<Verdict, string>,
  covered: (label: string, basis: string) => `${label}，法律列为可以申请的事项${basis}。`,
  free: (label: string, basis: string) => `${label}的，申请时不看经济是否困难${basis}。`,
  notChecked: (label: string, basis: string) => `有材料证明是“${label}”的，不再核查经济是否困难${basis}。`,
  appointed: (label: string, basis: string) =>
    `${label}，没有请律师的，办案机关应当通知法律援助机构指派律师${basis}。`,
  notCovered: '法律列出的事项里，没有和您情况一样的；当地可能有更宽的规定〔法律援助法第三十一条第九项〕。',
  hardshipOpen:
    '还要看经济是否困难：标准由各省定，还会调整〔法律援助法第三十四条〕。当地的数字我没有，打 12348 或者问当地法律援助中心就知道。',
  hardshipShown:
    '如实说明家里的经济情况就行：法律援助机构可以自己联网查，也可以由您作个人诚信承诺〔法律援助法第四十一条〕。',
  lawyerEnds:
    '已经自己请了律师的，先打 12348 问清：受援人自行委托律师的，援助要终止〔法律援助法第四十八条第一款第六项〕。',
  hasLawyer: (basis: string) => `条件之一是还没有委托律师等代理人${basis}；您已经请了，一般不再给援助。`,
  urgent:
    '离时效或者期限届满不到七天、急着起诉或者申请仲裁的，交申请时第一句就说：可以决定先提供援助，后补手续〔法律援助法第四十四条〕。',
  steps: {
    whereSuit:
      '要打官司的，交给办案机关（如法院）所在地的法律援助机构；不打官司的，交给处理争议的机关所在地或者事情发生地的〔法律援助法第三十八条〕。',
    whereCriminal:
      '交给办案机关所在地的法律援助机构〔法律援助法第三十八条〕，家属可以代他申请〔法律援助法第四十条〕。',
    passedOn: '人被关着的，也可以请看守所、办案机关转交，二十四小时内要转到〔法律援助法第三十九条〕。',
    decided:
      '等决定：收到申请之日起七日内审查；同意的，三日内指派人员；不同意的，书面告诉您理由〔法律援助法第四十三条〕。',
    objection: '不同意这个决定的，可以向设立它的司法局提出，五日内审查〔法律援助法第四十九条〕。',
  },
  otherWays: {
    advice:
      '先问清楚：法律援助机构的窗口、电话和网上都能咨询，不收费；打 12348 就行〔法律援助法第二条；第二十三条〕。',
    mediation: '双方还能谈的，找人民调解委员会，调解不收费〔人民调解法第四条〕。',
    fees: '要打官司又交不起诉讼费的，可以向法院申请缓交、减交或者免交〔诉讼费用交纳办法第四十四条〕。',
    groups: '妇联、工会、残联等也开展法律援助，可以去问〔法律援助法第六十八条〕。',
  },
  materials: {
    identity: '身份证件；替别人申请的，再带您的身份证件和亲属关系或者委托的材料',
    form: '填好的申请表（窗口也能领）',
    hardship: '经济情况的说明，或者当场写个人诚信承诺',
  },
  decides: '这里只帮您准备，给不给援助由法律援助机构审查决定。',
  honest:
    '要如实填写：靠欺骗得到援助的，援助会终止，还要付已经发生的费用，并处三千元以下罚款〔法律援助法第四十八条第一款第一项；第六十四条〕。',
}
