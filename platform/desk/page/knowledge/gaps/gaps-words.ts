import type { GapView } from '../../../../knowledge/gaps/gap-wire.js'

/** Words of the page of what citizens ask and do not get answered. */
export const gapsWords = {
  title: '缺口',
  state: (gaps: number, questions: { gaps: number; all: number }) =>
    `${gaps} 组；${questions.all.toLocaleString('zh-CN')} 次提问里 ${questions.gaps.toLocaleString('zh-CN')} 次没有答好`,
  statuses: { open: '待处理', drafted: '起草中', closed: '已解决' } satisfies Record<
    GapView['status'],
    string
  >,
  statusLabel: '状态',
  sort: { count: '次数最多', trend: '增长最快' },
  sortLabel: '排列',
  days: { 14: '近两周', 56: '近八周', 182: '近半年' },
  daysLabel: '时间',
  none: {
    open: '没有待处理的缺口',
    drafted: '没有在起草的',
    closed: '还没有解决的缺口',
  } satisfies Record<GapView['status'], string>,
  noneHint: '群众问了而没有答好的问题，会按意思归在一起，列在这里。',
  columns: { question: '群众这样问', count: '次数', trend: '走势', status: '处理' },
  count: (count: number) => `${count} 次`,
  parts: (unanswered: number, unhelpful: number) =>
    [unanswered > 0 && `${unanswered} 次转人工`, unhelpful > 0 && `${unhelpful} 次评为没有帮助`]
      .filter(Boolean)
      .join('，'),
  weeks: (weeks: readonly number[]) => `每周次数，从早到近：${weeks.join('、')}`,
  rising: (trend: number) => `比往周多 ${trend}`,
  falling: (trend: number) => `比往周少 ${trend}`,
  steady: '和往周差不多',
  look: '查看',
  draft: '起草问答',
  toDraft: '看草稿',
  close: '标为已解决',
  closed: '已标为解决',
  closeTitle: '这个缺口已经解决？',
  closeHint: '以后同样的问题答上多少，会显示在“已解决”里。',
  reopen: '重新打开',
  reopened: '已重新打开',
  reopenTitle: '重新打开这个缺口？',
  reopenHint: '它回到“待处理”，可以再起草问答。',
  note: '怎样解决的（可不写）',
  closedBy: (name: string, day: string) => `${name} ${day}`,
  examples: '不同问法',
  suggested: '相近的内容',
  suggestedHint: '已有的内容若答得上，可以给它补上这种问法；否则起草一条问答。',
  noSuggested: '没有相近的内容。',
  effect: '效果',
  effectBefore: '解决前',
  effectAfter: '解决后',
  answered: (answered: number, all: number) =>
    all === 0 ? '还没有人再问' : `${all} 次里答上 ${answered} 次（${Math.round((answered / all) * 100)}%）`,
} as const
