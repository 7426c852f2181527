/** Words of what a publication would change. */
export const previewWords = {
  title: '发布后答复会怎样变',
  hint: '用例和近 30 天的常见问题，按发布前后各问一遍；现在什么都不会发布。',
  look: '试一试',
  again: '再试一次',
  looking: '正在准备，草稿多时要等一会儿',
  asking: (done: number, total: number) => `正在问第 ${done + 1} 个，共 ${total} 个`,
  asked: (cases: number, frequent: number) => `问了 ${cases} 个用例、${frequent} 个常见问题`,
  same: '答复都不变。',
  differ: (count: number) => `${count} 个问题的答复会变`,
  nothingAsked: '还没有用例，近期也没有问过两次以上的问题。先在检索测试里存几个用例。',
  ofCase: '用例',
  often: (count: number) => `近 30 天问过 ${count} 次`,
  before: '发布前',
  after: '发布后',
  nowRight: '变对了',
  nowWrong: '不再引用应有的依据',
} as const
