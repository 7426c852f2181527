import type { BeyondSources } from '../lexicon/beyond-sources.js'
import type { TicketStatus } from '../ticket-ports.js'
import { countedInChinese } from './counted-zh-CN.js'
import { legalAidZhCN } from './legal-aid-zh-CN.js'

/** Every fixed sentence a citizen may read from the bot. `en.ts` has the same keys. */
export const zhCN = {
  legalAid: legalAidZhCN,
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
  handedOffBeyond: {
    foreign_law: '这件事要看当地（境外）的法律，我的资料里只有中国法律，不能给您确定的答案。',
    prediction: '案件结果和对方会怎么做，谁也不能提前保证，我不能替您预测。',
    own_records: '这要看您自己的案卷、合同或账户，我查不到，请向办理的机关或单位核实。',
    local_fact: '这要看当地现在的数字或信息，我的资料里没有，请向当地主管部门或 12345 核实。',
    other_time: '我的资料里只有已经公布的现行法律，以后怎么改、古代怎么规定，我不能回答。',
  } satisfies Record<BeyondSources, string>,
  handedOffNoCitation: '我没有找到能支持答案的法律条文，不能随便答您。',
  handedOffOnRequest: '好的，请工作人员来答复您。',
  applicationHandedIn: '法律援助申请已经交给工作人员。给不给援助，由法律援助机构审查决定。',
  handedOffAnswersOff: '智能答复现在暂停，您的问题由工作人员来答复。',
  addedWhileOff: (number: string) =>
    `智能答复现在暂停。您说的已经加到工单 ${number}，由工作人员一并答复，回复会出现在这里。`,
  handedOffComplaint: '您反映的情况已经记下，会由工作人员专门处理。',
  ticketOpened: (number: string) =>
    `我已转给人工，工单号 ${number}，工作人员会在下一个工作日内回复，就在这里。`,
  needsHuman: '这件事应当由工作人员来答复您。',
  prepare: (items: string) => `您可以先准备：${items}。`,
  urgentTicket: (number: string) =>
    `我已经把您的情况加急转给值班人员（工单号 ${number}），会尽快联系您；您随时可以继续跟我说。`,
  callHotline: '急的话可以直接打 12348 公共法律服务热线。',

  // Tickets
  noTicket:
    '这次对话里还没有工单。如果您以前留过工单，请用工单号和查询码在“查工单”里看；需要人工帮助，说“转人工”就行。',
  passedToStaff: (number: string) => `已转给办理工单 ${number} 的工作人员，回复会出现在这里。`,
  receivedByStaff: '已送达工作人员，回复会出现在这里。',
  ticketStands: {
    waiting: (number: string) => `工单 ${number} 正在等工作人员受理，回复会出现在这里。`,
    taken: (number: string) => `工单 ${number} 正在办理，回复会出现在这里。`,
    waiting_for_citizen: (number: string) => `工单 ${number} 在等您补充情况，直接在这里回复就行：`,
    answered: (number: string) => `工单 ${number} 已经答复：`,
    closed: (number: string) => `工单 ${number} 已经办结。`,
    cancelled: (number: string) => `工单 ${number} 已经撤销。`,
    merged: (number: string) => `工单 ${number} 已并入另一个内容相同的工单，一起办理，答复也会发到这里。`,
  } satisfies Record<TicketStatus['status'], (number: string) => string>,

  // Clarifying
  clarifyRegion: '您在哪个县（市、区）？告诉我，我给您最近的办事地点。',
  placeNoted: '记下您在哪里了。遇到了什么事？用自己的话说就行。',
  clarifyQuestion: '您想问的是哪方面的事？说说发生了什么，我好给您找对应的法律。',
  clarifyWhich: '和您说的接近的有这几种，您是哪一种？',
  clarifyOne: '和您说的接近的是这一种，是的话请选它。',
  clarifyLikely: (question: string) => `您问的像是“${question}”，先说要点，要看全的选第一个。`,
  noneOfThese: '都不是',
  notedWhich: '这一点我记下了。您要问的是哪一种？',
  noted: '这一点我记下了。您接着想问什么？可以直接说，也可以选下面的问题。',
  tellMore: '那请您再多说几句：谁、什么时候、发生了什么、您想要什么结果。也可以直接点“转人工”。',

  // Answer
  lawSays: (title: string, article: string) => `根据《${title}》${article}的规定：`,
  lawNearest: (title: string, article: string) => `和您说的最接近的规定，是《${title}》${article}：`,
  noteNearest: '这些条文是按您的描述找的，不一定都用得上；对不上的话，换个说法再问，或者点“转人工”',
  perhapsMeant: (questions: string) =>
    `如果没答到点上，您想问的也许是：${questions}把那一句发给我，或者换个说法再问`,
  lawAlsoSays: (title: string, article: string) => `《${title}》${article}：`,
  inPlainWords: (text: string) => `通俗地说：${text}`,
  ...countedInChinese,
  sourceOf: (names: string) => `（${names}）`,
  nearestOffice: '离您最近的办事地点：',
  officeKind: (office: string) => `可以找：${office}。`,
  noOfficeNear:
    '我还没有您那里的办事地点。可以打 12348 公共法律服务热线，问最近的公共法律服务中心（站）或者办理机构在哪里、几点开门。',
  deadlineFirst: '有期限的事先看日期，快到期的先交材料。',
  inForce: '现行有效',
  notYetInForce: (date: string) => `自 ${date} 起施行`,
  inForceUntil: (date: string) => `${date} 起失效`,
  inForceFrom: (date: string) => `${date} 起施行`,
  articleAlone: (title: string, article: string) => `《${title}》${article}：`,
  articleHeading: (title: string, article: string, note: string) => `《${title}》${article}（${note}）`,
  articleNumber: (n: string) => `第${n}条`,
  previousArticle: (title: string, article: string) => `上一条：${title}${article}`,
  nextArticle: (title: string, article: string) => `下一条：${title}${article}`,
  whatItMeans: '这条对我意味着什么',
  noSuchArticle: (title: string, last: number, article: string) =>
    `《${title}》一共 ${last} 条，没有${article}。`,
  noSuchArticlePlain: (title: string, article: string) => `《${title}》里没有找到${article}。`,
  lawRepealed: (title: string, day: string, successor: string | null) =>
    `《${title}》从 ${day} 起已经废止${successor === null ? '' : `，现在看《${successor}》`}。告诉我是什么事，我按现行法律给您找。`,
  lawOfDayNotLoaded: (title: string, day: string, repealedOn: string) =>
    `《${title}》从 ${repealedOn} 起才废止，但我的资料里没有它在 ${day} 的文本，不能确定当时的内容。`,
  noSuchPart: (title: string, article: string, count: number) =>
    `《${title}》${article}只有 ${count} 款，没有您说的那一款（项），上面是整条。`,
  noSuchLaw: (name: string) => `我的资料里没有《${name}》这部法律，不能确定它的内容。`,
  numberWithoutLaw: (article: string) =>
    `您要看的是哪部法律的${article}？把法律名称一起告诉我，比如“民法典${article}”。`,
  articleNotInForce: (title: string, article: string) => `《${title}》${article}在您问的时间没有生效。`,
  textFromLaterOn: (title: string, article: string, from: string, day: string) =>
    `《${title}》${article}在 ${day} 没有生效，或者当时的文本不在我的资料里：我有的文本从 ${from} 起施行。`,
  lawOfElsewhere: (title: string) => `《${title}》是别处的地方性法规，在您那里不适用。`,
  didYouMean: (titles: string) => `您想找的是不是：${titles}？`,
  articleMany: (shown: number, all: number) => `一共 ${all} 条，先列出前 ${shown} 条。`,
  bringThese: '要带的东西列在下面。',
  timeLimit: (text: string) => `办理时间：${text}`,
  fee: (text: string) => `费用：${text}`,
  office: (text: string) => `到哪里办：${text}`,
  askRegion: '您在哪个县（市、区）？告诉我，我给您最近的办事地点。',
  noteDataAsOf: (month: string) => `法规数据截至 ${month}`,
  noteLawAsOf: (date: string) => `按 ${date} 当时有效的法律回答`,
  noteNotLoaded: '有的条文只列了名称，全文还没有载入，引用前请核对',
  noteReference: '本回答由人工智能根据现行法律整理，供参考，不是律师意见',
  noteGenerated: '（人工智能生成）',
  notLoaded: '法条全文未载入',

  // Dangers and deadlines shown beside an answer
  safetyViolence: '如果您现在有危险，先报警 110，不方便说话可以发短信 12110。妇女维权热线 12338。',
  safetyMood: '如果您心里难受、有轻生的念头，请现在就打心理援助热线 12356，或者找身边的人说说。',
  safetyPerhaps: '如果您或者身边的人现在有危险：报警 110，急救 120；心里难受打 12356，都是二十四小时。',
  safetyFraudJustNow: '钱刚转出去的，先打 110 报警止付，也可以打 96110，越快越可能追回。',

  // A channel that is switched off
  channelOff: '这里的咨询现在暂停，请打 12348 公共法律服务热线；有危险马上打 110。',

  // Failures
  failedInternal:
    '刚才出了点问题，没能答上来，不是您的原因。请过一会儿再发一次；着急的话可以打 12348 公共法律服务热线。',
  failedWithTicket: (number: string) =>
    `刚才出了点问题，没能答上来，不是您的原因。我已转给人工，工单号 ${number}，工作人员会在下一个工作日内回复，就在这里。`,

  // Danger: help first. Citations in 〔〕 are resolved like those of a guide.
  safeNow:
    '平安就好。再有危险，马上报警 110，急救打 120；心里难受随时打 12356，二十四小时有人接听。接下来怎么办，直接问我就行。',
  perhapsInDanger: {
    summary:
      '先问一句：您和身边的人现在安全吗？有危险的，马上报警 110，急救打 120；心里难受打心理援助热线 12356，二十四小时有人接听。',
    points: ['不方便说话，可以发短信 12110。', '没有危险的，点下面第二个按钮，我接着回答您的问题。'],
    inDanger: '现在有危险',
    notInDanger: '没有危险，请回答我的问题',
  },
  crisis: {
    self_harm: {
      summary: '您的安全最要紧：请现在就打心理援助热线 12356，二十四小时有人接听。',
      points: [
        '如果已经受伤、服了药，或者正站在危险的地方，马上打 120 或 110，先离开那里，把刀、药放远。',
        '别一个人待着，把这些话告诉一个信得过的人，请他现在就来陪您。如果说的是别人，请有人陪着他，不要让他独处。',
        '债务、官司、家里的事都有办法慢慢解决，等您安全了，我陪您一件一件看。',
      ],
    },
    violence_now: {
      summary: '您现在有危险，请先报警：110（不方便说话可以发短信 12110）。',
      points: [
        '警察接到家庭暴力报案后应当及时出警制止，协助就医、鉴定伤情〔反家庭暴力法第十五条〕。',
        '能离开就先离开，去人多的地方或家人那里；受伤了打 120，保留伤情照片和就诊记录。',
        '安全之后，可以向法院申请人身安全保护令；您自己不方便时，近亲属、公安机关、妇联、居委会、村委会可以代您申请〔反家庭暴力法第二十三条〕。',
        '情况紧急的，法院应当在二十四小时内作出决定〔反家庭暴力法第二十八条〕。',
        '妇女维权热线 12338。',
      ],
    },
    child_danger: {
      summary: '孩子有危险，请马上报警：110（不方便说话可以发短信 12110）。',
      points: [
        '受伤了打 120。能保证自己安全时，先把孩子带离危险的人和地方；不要洗掉痕迹，留好照片、衣物和就诊记录。',
        '青少年服务热线 12355，未成年人保护热线可以打 12345 转接，都可以求助。',
        '任何人发现未成年人受到侵害，都可以向公安、民政、教育等部门检举、控告〔未成年人保护法第十一条〕。',
      ],
    },
    missing_child: {
      summary: '孩子不见了，请马上报警：110，不用等二十四小时。',
      points: [
        '告诉警察：孩子的姓名、年龄、身高、衣着、最后见到的时间和地点，带上近照。',
        '请家人分头找，同时请附近的商场、车站、物业帮着查监控；手机保持畅通，防止有人借机骗钱。',
        '青少年服务热线 12355 也可以求助。',
      ],
    },
    held: {
      summary: '人身被控制是危险的事，请先报警：110（不方便说话可以发短信 12110）。',
      points: [
        '悄悄记下地址、门牌、看得见的招牌和看管的人，发给家人或写在短信里；先保证自己安全，不要硬拼。',
        '人在境外的，打外交部全球领事保护热线 +86-10-12308，并让国内家人到派出所报案。',
        '任何人都不能非法限制您的人身自由〔宪法第三十七条〕。',
      ],
    },
    sexual_assault: {
      summary: '请马上报警：110（不方便说话可以发短信 12110）。这不是受害人的错。',
      points: [
        '先不要洗澡、换洗衣服，当时的衣物、聊天记录都留好；尽快去医院检查，把病历留着。',
        '不管对方是家人、老师、领导还是熟人，都可以报警。',
        '妇女维权热线 12338；受害的是孩子，可以打青少年服务热线 12355。',
      ],
    },
    violence_home: {
      summary: '动手打人就可以报警：110（不方便说话可以发短信 12110）。人的安全最要紧。',
      points: [
        '警察接到家庭暴力报案后应当及时出警制止，协助就医、鉴定伤情〔反家庭暴力法第十五条〕。',
        '受伤了先去医院，急的打 120；伤情照片、病历和报警回执都留好。',
        '怕再被打，先去亲友家，也可以找派出所、妇联、居委会或者村委会帮忙。',
        '可以向法院申请人身安全保护令，禁止对方打骂、骚扰、接触；自己不方便时，近亲属、公安机关、妇联、居委会、村委会可以代为申请〔反家庭暴力法第二十三条；第二十九条〕。',
        '妇女维权热线 12338，青少年服务热线 12355。',
      ],
    },
    elder_danger: {
      summary: '老人有危险，请马上报警：110（不方便说话可以发短信 12110）；受伤、生病打 120。',
      points: [
        '能保证自己安全时，先让老人离开危险的人和地方，吃上饭、喝上水、看上病；拍下伤情和住处的样子，留好病历。',
        '也可以找居委会、村委会、民政部门，或者打 12345。养老院里出的事，一样可以报警，也可以向民政部门投诉。',
        '法律禁止歧视、侮辱、虐待或者遗弃老年人〔老年人权益保障法第三条〕。',
      ],
    },
    threat: {
      summary: '有人要伤害您，请先报警：110（不方便说话可以发短信 12110）。',
      points: [
        '锁好门，不要独自出去见对方；能离开的，先去有人的地方或者亲友家，把所在的位置告诉信得过的人。',
        '威胁的短信、语音、录像都留好，交给警察；受伤了打 120。',
        '对方是家里人、前任的，可以向法院申请人身安全保护令〔反家庭暴力法第二十三条〕。',
        '如果是您自己气得想动手，先离开那里，打 12356 或者 12348 说说，别在气头上做决定。',
      ],
    },
    deadline: {
      summary:
        '期限快到了，先把材料交上去，别的以后补：今天就去递交，来不及当面交的，在期满前用邮政快递寄出并留好寄件凭证。',
      points: [
        '诉讼文书在期满前交邮的，不算过期〔民事诉讼法第八十五条〕；期满最后一天是法定休假日的，顺延到休假后的第一天。',
        '写得简单也可以先交：写明您是谁、对哪份文书不服或者要求什么、日期、签名；很多法院可以网上提交，拿不准的打 12368 问。',
        '申请仲裁、行政复议也一样：今天先递交申请，请对方出具收件凭证；确有正当理由已经耽误的，可以说明原因并提出申请，由法院或者有关机关决定。',
      ],
    },
  },

  /** What helps a human to settle the matter. */
  prepareFor: {
    marriage_family: '结婚和分居的时间、孩子情况、财产和债务清单、聊天或转账记录',
    inheritance: '去世的人和亲属关系、去世时间、有没有遗嘱、遗产清单和产权证明',
    labour: '入职和离职时间、合同或工牌、工资记录、考勤和聊天记录',
    work_injury: '受伤的时间地点经过、病历、劳动关系证明、工伤认定书（如有）',
    loan_debt: '借条或合同、转账记录、约定的还款日和利息、催要记录',
    guaranty: '担保或抵押的合同、签字时间、主债务到期日、催收通知',
    housing_lease: '租房合同、押金和租金记录、房屋照片、聊天记录',
    property_management: '购房或物业合同、缴费记录、报修和沟通记录、照片',
    real_estate_sale: '购房合同、付款凭证、约定的交房或办证时间、沟通记录',
    land_demolition: '土地或房屋权属证明、征收公告、补偿协议或通知、收到的时间',
    traffic: '事故责任认定书、保险单、病历和费用票据、伤残鉴定（如有）',
    consumer: '订单和付款记录、商品照片、宣传页面截图、和商家的沟通记录',
    medical: '病历、检查单、费用票据、就诊经过和时间',
    tort_personal_injury: '事情的时间地点经过、照片和监控、病历和费用票据',
    neighbour: '照片或视频、什么时候开始、和对方或物业沟通过的情况',
    criminal: '立案或拘留的文书、办案单位、现在到了哪一步',
    online_fraud: '转账记录、对方账号和联系方式、聊天截图、报警回执',
    administrative: '收到的决定书或通知、收到的日期、您的申请和对方的答复',
    civil_procedure_enforcement: '判决书或传票、收到和生效的日期、对方的财产线索',
    company: '公司章程、出资和股权证明、合同和往来文件',
    intellectual_property: '权利证书或创作过程的证据、对方使用的截图、发现的时间',
    social_insurance: '参保地和缴费年限、单位名称、经办机构的答复',
    minor_protection: '孩子年龄、事情经过、学校或对方的答复、病历和照片',
    elder_support: '老人和子女的情况、现在由谁照顾、收入和医疗费用',
    other: '事情的时间、地点、经过，手里的合同、票据、照片和聊天记录',
  },

  // Layout of plain text
  headSteps: '怎么做',
  headMaterials: '要带什么',
  headBases: '依据',
  sameLaw: '同法',
  headOffices: '去哪里',
  headNotices: '请注意',
} as const

type Widen<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widen<T[K]> }

export type Words = Widen<typeof zhCN>
