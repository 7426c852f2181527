import type { Intent } from '../../../../../bot/intent.js'
import type { StepName } from '../../../../../bot/step.js'
import type { TryReply } from '../../../../knowledge/tester/try-wire.js'
import { outcomeWords } from '../outcome-words.js'

type Candidate = NonNullable<TryReply['candidates']>[number]
type Excluded = TryReply['excluded'][number]
type Named = TryReply['named'][number]

/** Words of the page on which questions are tried out. */
export const testerWords = {
  title: '检索测试',
  hint: '和群众问到的完全一样；不留记录，不开工单。',
  question: '问题',
  placeholder: '像群众那样问，例如：老板拖欠工资怎么办',
  asOf: '法律时点',
  region: '地区',
  everywhere: '不限',
  ask: '试问',
  asking: '正在查',
  nothing: '还没有试问',
  nothingHint: '输入一个问题，看它怎样被理解、查到哪些内容、为什么采用或不采用。',
  answer: '群众看到的答复',
  outcomes: outcomeWords,
  /** In a chat a hand-off has a ticket. */
  noTicket: '试问不开工单；群众会看到工单号和查询码。',
  choices: '请群众选择',
  stages: '每一步',
  understood: '一、理解',
  searched: '二、查到的内容',
  searchedCount: (shown: number, used: number) => `${shown} 条，其中 ${used} 条留作依据`,
  excluded: '三、因时效或地区没有采用',
  excludedHint: '字面上相近，但在这个时点或这个地区不适用。',
  weighed: '四、能不能答',
  took: '五、用时',
  notUnderstood: '没有到理解这一步。',
  notSearched: '没有查找。',
  noneFound: '什么也没有查到。',
  facts: {
    intent: '意图',
    matter: '事项',
    serviceLine: '业务',
    region: '地区',
    asOf: '法律时点',
    searchedFor: '用来查找的话',
  },
  intents: {
    legal_question: '问法律问题',
    article_lookup: '查条文',
    service_how_where: '问怎么办、去哪办',
    ticket_status: '查工单',
    wants_human: '要人工',
    greeting: '问候',
    thanks: '致谢',
    complaint: '投诉',
    out_of_scope: '不是法律问题',
  } satisfies Record<Intent, string>,
  none: '没有说',
  named: '问题里写明的条文',
  namedResult: (named: Named) => {
    switch (named.status) {
      case 'found':
        return `找到了：${named.lawTitle ?? ''}${named.articles.map(({ article }) => article ?? '').join('、')}`
      case 'no_such_law':
        return `知识库里没有这部法${named.suggestions.length > 0 ? `，相近的有：${named.suggestions.join('、')}` : ''}`
      case 'no_such_article':
        return `这部法没有这一条${named.lastArticleNumber === null ? '' : `，最后一条是第 ${named.lastArticleNumber} 条`}`
      case 'not_in_force':
        return named.period?.to == null ? '在这个时点没有效力' : `已失效：${named.period.to} 起没有效力`
      default:
        return named.status satisfies never
    }
  },
  columns: { place: '名次', content: '内容', score: '得分', fate: '结果' },
  more: (count: number) => `再看 ${count} 条`,
  cited: (place: number) => `答复引用，依据 ${place}`,
  source: '留作依据，没有引用',
  leftOut: {
    beyond: '排在后面，没有采用',
    other_version: '同一条已有另一版本',
    own_guide: '本地有同名指南，用本地的',
    other_question: '别人的同类答复，问题不够一样',
    beyond_articles: '条文已有十条，没有采用',
    only_named: '问的是指定条文，其他不用',
    says_nothing: '没有可用的实质内容',
  } satisfies Record<NonNullable<Candidate['leftOut']>, string>,
  ways: {
    keyword: '字词相同',
    meaning: '意思相近',
    asked: '问法相近',
    cited: '被相近的问答引用',
    learned: '从确认答复学到',
  } satisfies Record<Candidate['ways'][number], string>,
  why: (excluded: Excluded) => {
    switch (excluded.why) {
      case 'ended':
        return excluded.endedBy
          ? `已失效：${excluded.effectiveTo} 起被${nameOf(excluded.endedBy, excluded.title)}取代`
          : `已失效：${excluded.effectiveTo} 起没有效力`
      case 'not_yet':
        return `还没有生效：${excluded.effectiveFrom} 起施行`
      case 'other_region':
        return `只在${excluded.regionName ?? '别的地区'}适用`
      case 'withdrawn':
        return '已撤下'
      default:
        return excluded.why satisfies never
    }
  },
  technical: '技术细节',
  features: {
    keyword: '字词得分',
    covered: '问题中的字词占比',
    cosine: '意思相似度',
    asked: '最相近问法',
    met: '问法在问题里的占比',
    told: '问题在问法里的占比',
    said: '问题在全文里的占比',
    titled: '问题在标题里的占比',
    cited: '引用它的问答',
    share: '学到的份额',
  },
  entries: '哪条指南或问答答得上',
  entriesFrom: (percent: string) => `达到 ${percent}，而且问题里一半以上的话在它的问法里，可以直接作答`,
  law: '只凭查到的条文答得上',
  lawFrom: (percent: string) => `达到 ${percent} 才作答`,
  lawNever: '没有可以作答的门槛',
  notWeighed: '不需要判断。',
  noEntries: '没有相近的指南或问答。',
  total: (ms: string) => `共 ${ms} 毫秒`,
  steps: {
    'load-history': '读对话',
    'screen-message': '安全检查',
    'mask-personal-data': '隐去个人信息',
    'screen-with-model': '模型安全检查',
    understand: '理解',
    'heed-switches': '看开关',
    'rephrase-follow-up': '补全追问',
    'understand-with-model': '模型理解',
    'find-sources': '查找',
    decide: '判断',
    'compose-answer': '组织答复',
    'judge-answer': '模型复核',
    'check-citations': '核对引用',
    'check-answer': '核对答复',
  } satisfies Record<StepName, string> as Readonly<Record<string, string>>,
  save: '存为用例',
  saveHint: '以后改了知识库，可以重新检验这个问题。',
  right: '哪些是对的依据',
  rightHint: '勾选查到的内容，或者写上法规和条号；什么都不选，表示应当转人工。',
  named_articles: '另外写明（每行一条）',
  namedPlaceholder: '劳动合同法第三十条',
  note: '备注',
  saved: '用例已存',
  toCases: '去看用例',
} as const

function nameOf({ title, versionDate }: NonNullable<Excluded['endedBy']>, own: string): string {
  if (title === own) return versionDate === null ? '新版本' : `${versionDate} 版`
  return /第.+条/.test(title) ? title : `《${title}》`
}
