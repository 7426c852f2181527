import type { Matter } from '../../knowledge/matter.js'

/** What somebody wants legal aid for, as 法律援助法 lists it. */
export interface AidMatter {
  id: string
  label: string
  group: 'work' | 'family' | 'injury' | 'state' | 'criminal' | 'retrial'
  /** Citation mark of the article that covers it. */
  basis: string
  /** The field in which its ticket lies. */
  field: Matter
  /** Found in what somebody tells of it, folded. */
  says: RegExp
  /** What the application asks for, to be made one's own. */
  request: string
  /** What shows what happened. */
  papers: string
}

/** The first whose words are found is meant: the narrower one stands first. */
export const AID_MATTERS = [
  {
    id: 'work_injury',
    label: '工伤赔偿',
    group: 'injury',
    basis: '〔法律援助法第三十一条第七项〕',
    field: 'work_injury',
    says: /工伤|(?:上班|干活|做工|工地|厂里|车间)[^,，。]{0,10}(?:受伤|受的伤|摔|砸|压断|断了|夹伤|烫伤|烧伤)/,
    request: '请求支付工伤待遇、赔偿人身损害。',
    papers: '工伤认定书、病历、伤残鉴定结论，证明在这里上班的材料',
  },
  {
    id: 'wages',
    label: '讨要工资（劳动报酬）',
    group: 'work',
    basis: '〔法律援助法第三十一条第五项〕',
    field: 'labour',
    says: /(?:欠|拖|扣|不发|没发|不给|没给|不结|没结|讨|追|要回|拿不到|要不到)[^,，。]{0,8}(?:工资|工钱|薪|劳务费|劳动报酬|血汗钱|提成|加班费)|(?:工资|工钱|薪水|劳务费|提成|加班费)[^,，。]{0,8}(?:不发|没发|不给|没给|拖|欠|没结|不结|要不回|要不到|拿不到|克扣)|讨薪|欠薪/,
    request: '请求支付拖欠的工资。',
    papers: '劳动合同或者工牌、考勤、工资转账记录、欠条、聊天记录',
  },
  {
    id: 'employment',
    label: '确认劳动关系',
    group: 'work',
    basis: '〔法律援助法第三十一条第五项〕',
    field: 'labour',
    says: /(?:确认|证明|认定|不承认|没有)[^,，。]{0,6}劳动关系/,
    request: '请求确认与单位存在劳动关系。',
    papers: '工牌、考勤、工资转账记录、工作群聊天、同事证言',
  },
  {
    id: 'support',
    label: '要抚养费、赡养费、扶养费',
    group: 'family',
    basis: '〔法律援助法第三十一条第四项〕',
    field: 'marriage_family',
    says: /抚养费|赡养费|扶养费|不赡养|(?:不养|不管|不出钱)[^,，。]{0,4}(?:老人|父母|爸|妈|我们老)|(?:一分钱|钱)不出/,
    request: '请求支付抚养费（赡养费、扶养费）。',
    papers: '户口簿、结婚证或者离婚证、判决书、出生证明，花费的票据',
  },
  {
    id: 'capacity',
    label: '认定家人没有（或者限制）民事行为能力',
    group: 'family',
    basis: '〔法律援助法第三十一条第六项〕',
    field: 'elder_support',
    says: /(?:无|没有|限制)[^,，。]{0,2}民事行为能力/,
    request: '请求认定其为无民事行为能力人（限制民事行为能力人）。',
    papers: '亲属关系证明、病历、诊断证明',
  },
  {
    id: 'traffic_injury',
    label: '交通事故受伤赔偿',
    group: 'injury',
    basis: '〔法律援助法第三十一条第七项〕',
    field: 'traffic',
    says: /(?:车祸|交通事故|肇事|被[^,，。]{0,6}车)[^。]{0,30}(?:伤|撞|死|残|住院|骨折|医药费)|车撞(?:了|伤|死|到)?(?:我|人)/,
    request: '请求赔偿交通事故造成的人身损害。',
    papers: '事故认定书、病历、医疗费票据、对方车辆和保险的信息',
  },
  {
    id: 'medical_injury',
    label: '医疗事故受伤赔偿',
    group: 'injury',
    basis: '〔法律援助法第三十一条第七项〕',
    field: 'medical',
    says: /医疗事故|医疗损害|误诊|(?:手术|治疗)[^,，。]{0,8}(?:失败|出了?问题|做坏|做错)/,
    request: '请求赔偿医疗事故造成的人身损害。',
    papers: '病历、检查单、医疗费票据、鉴定意见',
  },
  {
    id: 'food_injury',
    label: '吃的东西或者药品害人受伤，要求赔偿',
    group: 'injury',
    basis: '〔法律援助法第三十一条第七项〕',
    field: 'consumer',
    says: /食物中毒|食品安全|假药|(?:吃|喝)了?[^,，。]{0,8}(?:拉肚子|中毒|住院)/,
    request: '请求赔偿食品（药品）安全事故造成的人身损害。',
    papers: '购买凭证、剩下的食品或者药品、病历、医疗费票据',
  },
  {
    id: 'environment',
    label: '环境污染、生态破坏的赔偿',
    group: 'injury',
    basis: '〔法律援助法第三十一条第八项〕',
    field: 'tort_personal_injury',
    says: /(?:污染|排污|废水|废气)[^。]{0,20}(?:赔|损失|死|受害|中毒|绝收)/,
    request: '请求赔偿环境污染造成的损害。',
    papers: '现场照片、检测报告、损失的清单和票据',
  },
  {
    id: 'social_insurance',
    label: '要社会保险待遇、低保等社会救助',
    group: 'state',
    basis: '〔法律援助法第三十一条第二项〕',
    field: 'social_insurance',
    says: /(?:养老金|退休金|养老保险|失业金|失业保险|生育津贴|医保|低保|社会救助|临时救助)[^,，。]{0,10}(?:不给|没给|不发|没发|停了|停发|领不到|拿不到|不批|没批|取消|待遇)|(?:停发|不发|没发|扣)了?[^,，。]{0,6}(?:养老金|退休金|失业金|低保)/,
    request: '请求给予社会保险待遇（社会救助）。',
    papers: '参保或者申请的记录、不予办理的书面答复',
  },
  {
    id: 'pension',
    label: '要抚恤金',
    group: 'state',
    basis: '〔法律援助法第三十一条第三项〕',
    field: 'social_insurance',
    says: /抚恤金/,
    request: '请求发给抚恤金。',
    papers: '亲属关系证明、死亡证明或者伤残证件',
  },
  {
    id: 'state_compensation',
    label: '请求国家赔偿',
    group: 'state',
    basis: '〔法律援助法第三十一条第一项〕',
    field: 'administrative',
    says: /国家赔偿|(?:抓|判|关)错(?:了)?人|错(?:抓|判|关)/,
    request: '请求国家赔偿。',
    papers: '赔偿所依据的法律文书、损失的证据',
  },
  {
    id: 'criminal_suspect',
    label: '自己或者家人被抓、被起诉，没有辩护人',
    group: 'criminal',
    basis: '〔法律援助法第二十四条〕',
    field: 'criminal',
    says: /刑拘|刑事拘留|被逮捕|批捕|看守所|取保候审|被(?:警察|公安|派出所)?(?:抓|带走)|公诉|被告人|辩护人/,
    request: '请求指派律师担任辩护人。',
    papers: '拘留、逮捕通知书或者起诉书，和当事人的亲属关系证明',
  },
  {
    id: 'criminal_victim',
    label: '刑事案件的被害人、自诉人或者附带民事诉讼原告人',
    group: 'criminal',
    basis: '〔法律援助法第二十九条〕',
    field: 'criminal',
    says: /被害人|自诉|附带民事|(?:打|砍|捅)成?(?:了)?(?:轻|重)伤/,
    request: '请求指派律师担任诉讼代理人。',
    papers: '立案告知书或者起诉书、伤情鉴定、病历',
  },
  {
    id: 'compulsory_treatment',
    label: '强制医疗案件的被申请人或者被告人',
    group: 'criminal',
    basis: '〔法律援助法第二十八条〕',
    field: 'criminal',
    says: /强制医疗/,
    request: '请求指派律师担任诉讼代理人。',
    papers: '强制医疗的申请书或者决定书、亲属关系证明',
  },
  {
    id: 'retrial',
    label: '不服生效裁判，法院已经决定再审或者检察院已经抗诉',
    group: 'retrial',
    basis: '〔法律援助法第三十三条〕',
    field: 'civil_procedure_enforcement',
    says: /(?:决定|裁定)再审|检察院[^,，。]{0,4}抗诉/,
    request: '请求指派律师代理再审。',
    papers: '生效的判决书或者裁定书、再审决定或者抗诉书',
  },
] as const satisfies readonly AidMatter[]

/** Whose application is free of the condition of hardship: 法律援助法 article 32. */
export const FREE_OF_HARDSHIP = [
  {
    id: 'violence',
    label: '遭受家庭暴力、虐待或者遗弃',
    basis: '〔法律援助法第三十二条第四项〕',
    says: /家暴|家庭暴力|虐待|遗弃/,
  },
  {
    id: 'bravery',
    label: '因见义勇为主张权益',
    basis: '〔法律援助法第三十二条第二项〕',
    says: /见义勇为/,
  },
  {
    id: 'heroes',
    label: '英雄烈士的近亲属，维护英雄烈士的人格权益',
    basis: '〔法律援助法第三十二条第一项〕',
    says: /英雄烈士|烈士的?(?:名誉|荣誉|肖像|姓名)/,
  },
  {
    id: 'acquitted',
    label: '再审改判无罪，请求国家赔偿',
    basis: '〔法律援助法第三十二条第三项〕',
    says: /改判无罪/,
  },
] as const

/** Who need not have hardship checked, where papers show it: 法律援助法 article 42. */
export const NOT_CHECKED = [
  {
    id: 'no_livelihood',
    label: '没有固定生活来源的未成年人、老年人、残疾人等',
    basis: '〔法律援助法第四十二条第一项〕',
    proof: '户口簿、残疾证等，能看出属于这一类',
  },
  {
    id: 'assisted',
    label: '正在领低保等社会救助、司法救助，或者是优抚对象',
    basis: '〔法律援助法第四十二条第二项〕',
    proof: '低保证、救助证明或者优抚证件',
  },
  {
    id: 'migrant',
    label: '进城务工，讨要劳动报酬或者工伤赔偿',
    basis: '〔法律援助法第四十二条第三项〕',
    proof: '能看出是进城务工的材料，如户口簿、居住证、用工记录',
  },
] as const

/** For whom police, prosecutors and courts have a lawyer appointed: 法律援助法 article 25. */
export const APPOINTED = [
  { id: 'minor', label: '未成年人', basis: '〔法律援助法第二十五条第一款第一项〕' },
  { id: 'disabled', label: '视力、听力、言语残疾人', basis: '〔法律援助法第二十五条第一款第二项〕' },
  { id: 'incapable', label: '不能完全辨认自己行为的成年人', basis: '〔法律援助法第二十五条第一款第三项〕' },
  { id: 'life', label: '可能被判处无期徒刑、死刑', basis: '〔法律援助法第二十五条第一款第四项〕' },
  {
    id: 'death_review',
    label: '死刑复核案件，本人申请法律援助',
    basis: '〔法律援助法第二十五条第一款第五项〕',
  },
  { id: 'absent', label: '缺席审判案件的被告人', basis: '〔法律援助法第二十五条第一款第六项〕' },
] as const
