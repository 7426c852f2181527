import type { AsOfReply, DiffReply } from '../../../../knowledge/versions/version-wire.js'

export type ChangeKind = DiffReply['changes'][number]['kind']

/** Words of the page that compares versions. */
export const versionsWords = {
  title: (source: string) => `${source}：版本对比`,
  before: '旧版本',
  after: '新版本',
  none: '没有更早的版本，全部算新增。',
  same: '两个版本的文字没有不同。',
  noneOfKind: '没有这类变化。',
  kinds: {
    changed: '修改',
    added: '新增',
    removed: '删除',
    renumbered: '只改条号',
  } satisfies Record<ChangeKind, string>,
  kindLabel: '只看哪类变化',
  all: (count: number) => `全部 ${count}`,
  ofKind: (kind: string, count: number) => `${kind} ${count}`,
  unchanged: (count: number) => `另有 ${count} 条没有变化`,
  next: '下一处',
  previous: '上一处',
  keys: '按 J 看下一处，按 K 看上一处',
  place: (number: number, total: number) => `第 ${number} 处，共 ${total} 处`,
  absentBefore: '旧版本没有这一条',
  absentAfter: '新版本没有这一条',
  renamed: (before: string, after: string) => `${before} → ${after}`,
  unnumbered: '没有条号的部分',
  legend: '删去的字加删除线，新写的字加下划线。',
  asOf: '某一天哪个版本有效',
  asOfDate: '日期',
  inForce: (version: string) => `${version}有效`,
  why: {
    not_yet: (since: string | null) => (since ? `还没有生效，${since} 起才有效` : '还没有生效'),
    ended: (since: string | null) => (since ? `已经失效，${since} 起无效` : '已经失效'),
    between: (since: string | null) =>
      since ? `${since} 失效后，下一版还没有生效` : '两个版本之间，没有有效的',
    withdrawn: () => '所有版本都已撤下',
  } satisfies Record<NonNullable<AsOfReply['none']>, (since: string | null) => string>,
}
