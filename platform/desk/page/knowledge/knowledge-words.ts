import type { DraftListRow } from '../../../knowledge/drafts/draft-wire.js'
import type { SourceListRow, SourceStatus } from '../../../knowledge/sources/source-wire.js'

export type SourceKind = SourceListRow['kind']
export type DraftStatus = DraftListRow['status']

/** Words that all pages of the knowledge base share. */
export const knowledgeWords = {
  nav: '知识库',
  entries: {
    sources: '来源',
    drafts: '草稿',
    upload: '上传',
    dependents: '受影响内容',
    tester: '检索测试',
    cases: '用例',
    gaps: '缺口',
    duplicates: '重复与矛盾',
    keys: '接口密钥',
  },
  waiting: {
    drafts: (count: number) => `${count} 份待审核`,
    sources: (count: number) => `${count} 个该复核了`,
    dependents: (count: number) => `${count} 条所引的法条有变化`,
  },
  kinds: { statute: '法规', guide: '指南', faq: '问答' } satisfies Record<SourceKind, string>,
  statuses: {
    in_use: '使用中',
    not_yet: '未生效',
    ended: '已失效',
    withdrawn: '已撤下',
  } satisfies Record<SourceStatus, string>,
  draftStatuses: {
    draft: '草稿',
    in_review: '审核中',
    scheduled: '等待发布',
    published: '已发布',
    discarded: '已放弃',
  } satisfies Record<DraftStatus, string>,
  national: '全国',
  days: {
    today: '今天',
    tomorrow: '明天',
    yesterday: '昨天',
    in: (days: number) => `${days} 天后`,
    ago: (days: number) => `${days} 天前`,
  },
  clear: '清除筛选',
  more: '更多筛选',
  back: '回到列表',
  missing: '没有找到',
  missingHint: '它可能已经不在了，或者地址不完整。',
  changedBy: (name: string, time: string) => `${name} 在${time}改过，您的修改还没有保存。`,
  facts: {
    matters: '事项',
    serviceLines: '业务',
    office: '到哪里办',
    fee: '费用',
    timeLimit: '多久办好',
    asks: '也这样问',
    followUps: '接着问',
    cites: '依据',
    repeals: '废止',
  },
  contents: '目录',
  wholeText: '正文',
  noText: '没有文字。',
} as const
