import type { FileResult } from './uploads-api.js'

/** Words of bringing files in. */
export const uploadsWords = {
  title: '上传',
  drop: '把文件拖到这里，或点此选择',
  dropHint: '可以一次选很多个，也可以打成一个 ZIP。',
  accepted: [
    ['法规', 'Word（docx）、PDF、TXT、Markdown、网页（html）'],
    ['指南', 'Markdown；也可以在“草稿”页直接新写'],
    ['问答', 'Excel（xlsx）或 CSV，第一行要有“问题”“答案”；或 Markdown'],
  ] as readonly (readonly [string, string])[],
  limits: (file: number, archive: number) => `单个文件最多 ${file} MB，ZIP 最多 ${archive} MB。`,
  nothingYet: '上传后先成为草稿，别人审核发布后才会用来回答群众。',

  sending: '正在上传',
  notSent: '没有传上来的',
  states: {
    waiting: '等待上传',
    sending: (percent: number) => `已传 ${percent}%`,
    reading: '正在读内容…',
    readingOf: (done: number, all: number) => `已读 ${done} / ${all} 个文件`,
  },
  retry: '重试',
  retryAll: '全部重试',
  remove: '不传了',
  tooLarge: (megabytes: number) => `文件太大，最多 ${megabytes} MB。`,
  leaving: '还有文件没有传完。',

  report: '结果',
  results: {
    read: '已读出',
    known: '已有',
    unread: '没有读出',
  } satisfies Record<FileResult['result'], string>,
  all: '全部',
  doubtful: '要核对',
  problems: (count: number) => `${count} 处要核对`,
  knownAs: (title: string) => `知识库里已有“${title}”`,
  knownDraft: '内容相同的草稿已有，点开看',
  more: (count: number) => `再看 ${count} 个`,
  submitAll: (count: number) => `全部提交审核（${count}）`,
  submitHint: (count: number) => `其中 ${count} 份有要核对的地方，建议先打开看看。`,
  submitted: (count: number) => `${count} 份已提交审核`,
  allSubmitted: '读出的都已提交审核。',
  inList: '在草稿列表里看',
  again: '清空，重新上传',

  recent: '最近的上传',
  outcome: (files: number, drafts: number) => `${files} 个文件，新草稿 ${drafts} 份`,
  unread: (count: number) => `${count} 个没有读出`,
  notEnded: '还在进行',
  open: '看结果',
  close: '收起',
} as const
