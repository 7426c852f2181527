import type { NoticeRow } from '../../../../knowledge/corrections/correction-wire.js'
import type { DependentRow, PolicyReply } from '../../../../knowledge/dependents/dependent-wire.js'

type Why = DependentRow['articles'][number]['why']

/** Words of the page on what rests on changed articles. */
export const dependentsWords = {
  title: '受影响内容',
  state: (open: number, suspended: number) =>
    open === 0 ? '没有要处理的' : `${open} 条要处理，其中 ${suspended} 条已停用`,
  hint: '指南和问答引用的法条改了或失效了，会列在这里。看过新旧条文，再决定恢复、修改还是撤下。',
  tabs: { open: '要处理', decided: '已处理' },
  tabsLabel: '处理情况',
  search: '标题或法规',
  searchLabel: '查找受影响内容',
  none: '没有受影响的内容',
  noneHint: '引用的法条有变化时，相关的指南和问答会出现在这里。',
  noMatch: '没有符合条件的内容',
  noneDecided: '还没有处理过',

  policy: '法条变化时',
  policyModes: { suspend: '先停用', flag: '只提醒' } satisfies Record<PolicyReply['mode'], string>,
  policyTitle: (mode: PolicyReply['mode']) => (mode === 'suspend' ? '改为先停用？' : '改为只提醒？'),
  policyHints: {
    suspend: '以后引用的法条一有变化，相关的指南和问答马上停用，看过才恢复。群众不会得到过时的答复。',
    flag: '以后引用的法条有变化时，相关的指南和问答继续用来回答，只在这里提醒。没看过之前，群众可能得到过时的答复。',
  } satisfies Record<PolicyReply['mode'], string>,
  policySaved: '已保存，从下一次法条变化起',

  isSuspended: '引用的法条有变化，已停用，等人看过再恢复。',
  isFlagged: '引用的法条有变化，仍在使用，请尽快看。',
  look: '去处理',

  suspended: '已停用',
  inUse: '仍在使用',
  statuses: { open: '要处理', kept: '已恢复', withdrawn: '已撤下', replaced: '已改写' } satisfies Record<
    DependentRow['status'],
    string
  >,
  since: '发现于',
  /** Nobody has decided to keep it: its articles say again what they said. */
  decided: (name: string | null, status: DependentRow['status']) =>
    name === null && status === 'kept'
      ? dependentsWords.lawIsBack
      : `${name ?? '系统'}：${dependentsWords.statuses[status]}`,
  lawIsBack: '条文已恢复原样',
  text: '内容',
  articles: '引用的法条有变化',
  article: (law: string, label: string, movedTo: string | null) =>
    `《${law}》${label}${movedTo === null ? '' : ` → ${movedTo}`}`,
  why: { changed: '已修改', removed: '新版本没有这一条', repealed: '法规已失效' } satisfies Record<
    Why,
    string
  >,
  versions: (before: string | null, after: string | null) =>
    `${before === null ? '没有日期的版本' : `${before} 版`} → ${after === null ? '无' : `${after} 版`}`,
  movedTo: (label: string, now: string) => `原来的${label}现在是${now}，请修改引用的条号。`,
  compare: '看整部法规的对比',
  goneHint: '条文已不在，恢复后引用它的句子不会再用来回答，建议修改。',
  notHeld: '原来的文件已经没有这条内容，不能直接恢复，请修改后重新发布。',

  keep: '恢复使用',
  stillRight: '仍然正确',
  keepTitle: (title: string) => `恢复“${title}”？`,
  stillRightTitle: (title: string) => `“${title}”仍然正确？`,
  keepHint: '请先对照新条文，确认内容仍然正确。几秒后，又会用它回答。',
  stillRightHint: '请先对照新条文。确认后，这里不再提醒，继续用它回答。',
  kept: '已恢复，几秒后生效',
  edit: '修改',
  seeDraft: '看草稿',
  withdraw: '撤下',
  withdrawTitle: (title: string) => `撤下“${title}”？`,
  withdrawHint: '不再用它回答。以前的答复不变。',
  withdrawn: '已撤下',

  tell: '通知群众',
  tellTitle: '通知得到过旧答复的群众',
  tellHint: '通知发到群众当时用的渠道，每个会话只发一次。要由另一位同事批准才会发出。',
  days: '多少天以内的答复',
  daysOf: (days: number) => `最近 ${days} 天`,
  affected: (answers: number, conversations: number) =>
    conversations === 0
      ? '这段时间没有群众得到过这条答复。'
      : `这段时间有 ${conversations} 个会话得到过这条答复，共 ${answers} 次。`,
  told: (count: number) => (count > 0 ? `其中 ${count} 个会话已经通知过，不会再发。` : ''),
  noticeText: '通知内容',
  propose: '提交批准',
  proposed: '已提交，等另一位同事批准',
  notices: '已有的通知',
  waitingNotices: '等您批准的更正通知',
  noticeStatuses: {
    proposed: '等待批准',
    approved: '正在发送',
    sent: '已发送',
    dropped: '已作废',
  } satisfies Record<NoticeRow['status'], string>,
  reaches: (status: NoticeRow['status'], count: number) =>
    status === 'sent' ? `写入 ${count} 个会话` : status === 'proposed' ? `会写入 ${count} 个会话` : '',
  approve: '批准并发送',
  sent: (count: number) => `已写入 ${count} 个会话`,
  drop: '作废',
  dropped: '已作废',
  ownNotice: '您起草的，要由另一位同事批准。',
  close: '关闭',
} as const
