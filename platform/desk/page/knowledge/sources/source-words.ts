/** Words of the page of one source. */
export const sourceWords = {
  edit: '修改',
  editing: '正在准备…',
  replace: '上传新版本',
  replaceHint: '法规原文不能在这里改。有新文本，上传文件，会成为下一个版本。',
  compare: '版本对比',
  openDraft: (count: number) => `有 ${count} 份草稿还没有发布`,
  seeDraft: '看草稿',
  file: (name: string) => `文件：${name}`,

  versions: '版本',
  shown: '正在看',
  show: '看正文',
  latest: '最新版本',
  versionOf: (date: string) => `${date} 版`,
  cameIn: (date: string) => `${date} 收录`,
  undated: '没有日期的版本',
  parts: { statute: (count: number) => `${count} 条`, other: (count: number) => `${count} 段` },
  period: (from: string | null, to: string | null) =>
    from !== null && to !== null
      ? `${from} 起有效，到 ${to} 为止`
      : from !== null
        ? `${from} 起有效`
        : to !== null
          ? `${to} 起失效`
          : '',
  by: (author: string, decider: string | null) =>
    decider === null ? `${author} 提交` : `${author} 提交，${decider} 发布`,
  ingested: '由系统导入',

  withdraw: '撤下',
  withdrawTitle: (version: string) => `撤下${version}？`,
  withdrawHint: '几秒后，群众的问题不再用它回答。以前的答复不变。需要时可以在版本里退回到这一版。',
  withdrawStatuteHint:
    '几秒后，群众的问题不再用它回答；撤下的是最新版本时，前一个版本恢复有效。需要时可以恢复。',
  withdrawReasons: ['内容有误', '已经过时', '重复'],
  withdrawn: '已撤下，几秒后生效',
  restore: '恢复',
  restoreTitle: (version: string) => `恢复${version}？`,
  restoreHint: '几秒后，群众的问题又会用它回答。',
  restored: '已恢复，几秒后生效',
  rollBack: '退回到这一版',
  rollBackTitle: (version: string) => `退回到${version}的内容？`,
  rollBackHint: '几秒后，群众看到的就是这一版的内容。现在的内容留在版本记录里，可以再退回来。',
  rolledBack: '已退回，几秒后生效',

  care: '负责和复核',
  careEdit: '设定',
  owner: '负责人',
  nobody: '没有负责人',
  reviewBy: '复核日期',
  reviewByHint: '到这一天，会提醒重新看一遍内容对不对。',
  noReview: '没有定',
  expiresOn: '停用日期',
  expiresOnHint: '从这一天起自动撤下，不再用来回答。没有期限就空着。',
  noExpiry: '不停用',
  in: { quarter: '3 个月后', half: '半年后', year: '一年后' },
  careSaved: '已保存',
  careBy: (name: string, time: string) => `${name} ${time}设定`,
  careChangedHint: '看过最新的设定再决定要不要改。',
  careReload: '看最新的',

  drafts: '相关草稿',
} as const
