import type { SourceListRow } from '../../../../knowledge/sources/source-wire.js'

/** A date and a word have a space between them. */
const apart = (when: string, what: string) => (/\d$/.test(when) ? `${when} ${what}` : when + what)

/** Words of the list of sources. */
export const sourcesWords = {
  title: '来源',
  total: (count: number) => `共 ${count.toLocaleString('zh-CN')} 个`,
  upload: '上传文件',
  search: '搜标题、文件名，或内容',
  searchLabel: '搜索来源',
  filters: {
    kind: '种类',
    status: '状态',
    freshness: '复核',
    matter: '事项',
    serviceLine: '业务',
    region: '地区',
    owner: '负责人',
  },
  freshness: {
    due: '该复核了',
    soon: '30 天内复核',
    later: '以后复核',
    near: '该复核和 30 天内复核',
    unset: '没有定复核日期',
  } satisfies Record<SourceListRow['freshness'] | 'near', string>,
  columns: { content: '内容', status: '状态', care: '负责和复核', changed: '最近更新' },
  versions: (count: number) => `${count} 个版本`,
  versionOf: (date: string) => `${date} 版`,
  openDrafts: (count: number) => `${count} 份草稿待处理`,
  from: (date: string) => `${date} 起施行`,
  willBegin: (date: string) => `${date} 起生效`,
  endedOn: (date: string) => `${date} 起失效`,
  noCare: '—',
  review: (when: string) => apart(when, '复核'),
  overdue: (when: string) => apart(when, '就该复核'),
  expires: (when: string) => apart(when, '停用'),
  dueTitle: '快要复核的',
  dueMine: (count: number) => `其中 ${count} 个由您负责`,
  dueAll: (count: number) => `看全部 ${count} 个`,
  none: '知识库里还没有内容',
  noneHint: '上传法规、指南或问答，审核发布后就能用来回答群众。',
  noMatch: '没有符合条件的来源',
  noMatchHint: '换个说法，或者去掉一些筛选。',
} as const
