/** Words of the page of Q&A that ask the same. */
export const duplicatesWords = {
  title: '重复与矛盾',
  state: (total: number, contradictions: number) =>
    contradictions > 0 ? `${total} 对，其中 ${contradictions} 对依据互不相同` : `${total} 对`,
  none: '没有问法几乎相同的问答',
  noneHint: '两条问答问的是一件事时，会列在这里，由您决定留哪一条。',
  contradiction: '依据互不相同，可能矛盾',
  duplicate: '问的是一件事',
  likeness: (percent: number, [left, right]: readonly [string, string]) =>
    left === right ? `两条都列有问法“${left}”` : `“${left}”和“${right}”相近 ${percent}%`,
  cites: '依据',
  noCites: '没有写明',
  asks: '也这样问',
  everywhere: '全国',
  starter: '随系统提供',
  keepLeft: '保留左边',
  keepRight: '保留右边',
  apart: '不是重复',
  apartDone: '已记下，不再一起列出',
  keepTitle: '撤下另一条？',
  keepHint: (question: string) =>
    `“${question}”将被撤下，不再用来答复群众；需要时可以在来源的版本里退回到这一版。`,
  withdraw: '撤下',
  reason: (question: string) => `和“${question}”重复`.slice(0, 500),
  withdrawn: '已撤下',
} as const
