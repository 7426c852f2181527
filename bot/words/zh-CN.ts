/** Every fixed sentence a citizen may read from the bot. `en.ts` has the same keys. */
export const zhCN = {
  // Chat
  greeting: '您好，我是问法，可以帮您查法律、说明怎么办事。您遇到了什么事？用您自己的话说就行。',
  thanks: '不客气。还有不清楚的，随时问我。',
  goodbye: '好的，有事随时来问。',
  whoAreYou:
    '我是问法，一个回答法律问题的智能助手，不是真人。我的回答都附上法律条文，解决不了的会转给工作人员。',
  whatCanYouDo:
    '我能回答法律问题、查法律条文、告诉您法律援助、公证、调解这些服务怎么办，也能把您的事转给工作人员。您想问哪一件？',
  stillHere: '我在。您遇到了什么事？用您自己的话说就行。',
  acknowledged: '好的。您还有想问的，接着说就行。',
  exampleQuestions: ['老板拖欠工资怎么办', '离婚时孩子归谁', '怎么申请法律援助'],

  // Outside the mission
  outOfScope:
    '这个我帮不上。我能帮您的是法律问题和公共法律服务，比如：工资要不回来、离婚和孩子、借钱不还、怎么申请法律援助。',
  notText: '我只看得懂文字。请用一两句话说说发生了什么、您想知道什么。',
  tooLong: (limit: number) =>
    `这段话太长了，我一次最多能读 ${limit} 个字。请把最要紧的事和最想问的写成几句话。`,
  injection: '这个我不能照做。我只回答法律问题和公共法律服务方面的问题，您可以直接说遇到了什么事。',
  abuse: '我知道您可能正着急。请说说遇到了什么事，我尽力帮您；也可以点“转人工”，由工作人员来答复。',

  // Hand-off
  handedOffNotSettled: '这件事我手头的资料不够，不能给您确定的答案。',
  handedOffForeignLaw: '这件事要看当地（境外）的法律，我的资料里只有中国法律，不能给您确定的答案。',
  handedOffNoCitation: '我没有找到能支持答案的法律条文，不能随便答您。',
  handedOffOnRequest: '好的，已经为您转人工。',
  handedOffComplaint: '您反映的情况已经记下，会由工作人员专门处理。',
  ticketOpened: (number: string) =>
    `我已转给人工，工单号 ${number}，工作人员会在下一个工作日内回复，就在这里。`,
  ticketAlso: (number: string) => `我也把您的情况转给了人工，工单号 ${number}。`,
  prepare: (items: string) => `您可以先准备：${items}。`,
  urgentTicket: (number: string) =>
    `我已经把您的情况加急转给值班人员（工单号 ${number}），会尽快联系您；您随时可以继续跟我说。`,
  callHotline: '急的话可以直接打 12348 公共法律服务热线。',
  stillTrying: '您也可以换个说法，说清楚：谁、什么时候、发生了什么、您想要什么结果。',
  relatedLaw: '资料里最接近的规定列在下面，只供参考，不等于答案。',

  // Tickets
  noTicket:
    '这次对话里还没有工单。如果您以前留过工单，请用工单号和查询码在“查工单”里看；需要人工帮助，说“转人工”就行。',
  ticketWaiting: (number: string) => `工单 ${number} 正在等工作人员处理，回复会出现在这里。`,
  ticketAnswered: (number: string) => `工单 ${number} 已经有回复：`,
  ticketClosed: (number: string) => `工单 ${number} 已经办结。`,

  // Clarifying
  clarifyRegion: '您在哪个县（市、区）？告诉我，我给您最近的办事地点。',
  clarifyQuestion: '您想问的是哪方面的事？说说发生了什么，我好给您找对应的法律。',
  clarifyWhich: '和您说的接近的有这几种，您是哪一种？',
  noneOfThese: '都不是',
  choiceMarriage: '婚姻家庭、继承',
  choiceLabour: '工资、工伤、社保',
  choiceDebt: '借钱、买卖、房屋',
  choiceOther: '别的事，我来说',

  // Answer
  lawSays: (title: string, article: string) => `《${title}》${article}是这样规定的：`,
  lawSaysPlain: '法律是这样规定的：',
  inForce: '现行有效',
  notInForce: '已失效',
  notYetInForce: (date: string) => `自 ${date} 起施行`,
  inForceFrom: (date: string) => `${date} 起施行`,
  articleHeading: (title: string, article: string, note: string) => `《${title}》${article}（${note}）`,
  articleNumber: (n: string) => `第${n}条`,
  previousArticle: (title: string, article: string) => `上一条：${title}${article}`,
  nextArticle: (title: string, article: string) => `下一条：${title}${article}`,
  whatItMeans: '这条对我意味着什么',
  noSuchArticle: (title: string, last: number, article: string) =>
    `《${title}》一共 ${last} 条，没有${article}。`,
  noSuchArticlePlain: (title: string, article: string) => `《${title}》里没有找到${article}。`,
  noSuchLaw: (name: string) => `我的资料里没有《${name}》这部法律，不能确定它的内容。`,
  numberWithoutLaw: (article: string) =>
    `您要看的是哪部法律的${article}？把法律名称一起告诉我，比如“民法典${article}”。`,
  articleNotInForce: (title: string, article: string) => `《${title}》${article}在您问的时间没有生效。`,
  didYouMean: (titles: string) => `您想找的是不是：${titles}？`,
  articleMany: (shown: number, all: number) => `一共 ${all} 条，先列出前 ${shown} 条。`,
  timeLimit: (text: string) => `办理时间：${text}`,
  fee: (text: string) => `费用：${text}`,
  office: (text: string) => `到哪里办：${text}`,
  askRegion: '您在哪个县（市、区）？告诉我，我给您最近的办事地点。',
  noteDataAsOf: (month: string) => `法规数据截至 ${month}`,
  noteLawAsOf: (date: string) => `按 ${date} 当时有效的法律回答`,
  noteNotLoaded: '有的条文只列了名称，全文还没有载入，引用前请核对',
  noteReference: '本回答由人工智能根据现行法律整理，供参考',
  notLoaded: '法条全文未载入',

  // Dangers and deadlines shown beside an answer
  safetyViolence: '如果您现在有危险，先报警 110，不方便说话可以发短信 12110。妇女维权热线 12338。',
  safetyMood: '如果您心里难受、有轻生的念头，请现在就打心理援助热线 12356，或者找身边的人说说。',
  safetyFraudJustNow: '钱刚转出去的，先打 110 或 96110 报警止付，越快越可能追回。',

  // Failures
  failedInternal: '刚才出了点问题，没能答上来，不是您的原因。请再发一次；着急的话说“转人工”。',
  failedWithTicket: (number: string) =>
    `刚才出了点问题，没能答上来，不是您的原因。我已转给人工，工单号 ${number}，工作人员会在下一个工作日内回复，就在这里。`,

  // Layout of plain text
  headSteps: '怎么做',
  headMaterials: '要带什么',
  headBases: '依据',
  headOffices: '去哪里',
  headFollowUps: '您还可以问',
  headNotices: '请注意',
  ticketLine: (number: string, code: string) => `工单号 ${number}，查询码 ${code}（请记下，用来查回复）`,
} as const

type Widen<T> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : T extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : never

export type Words = { readonly [K in keyof typeof zhCN]: Widen<(typeof zhCN)[K]> }
