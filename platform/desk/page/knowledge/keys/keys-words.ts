import type { KeyScope } from '../../../../staff/access/key-scopes.js'

/** Words of keys for programs. */
export const keysWords = {
  title: '接口密钥',
  hint: '其他程序用它读写知识库，不用登录。',
  api: '接口文档',
  add: '新建密钥',
  addTitle: '新建接口密钥',
  addOk: '新建',
  name: '用途',
  nameHint: '写明给哪个程序用，审计里会显示这个名字。',
  scopesLabel: '可以做什么',
  scopes: {
    read: '查看：来源、草稿、版本，和缺口里群众的提问（个人信息已隐去）；可以试问，预览发布后的答复',
    write: '修改：上传、写草稿、提交审核',
    publish: '发布：发布、退回、撤下、恢复，批准更正通知',
  } satisfies Record<KeyScope, string>,
  scopeNames: { read: '查看', write: '修改', publish: '发布' } satisfies Record<KeyScope, string>,
  publishHint: '有发布权限的密钥能让内容直接生效，也能撤下内容，请只给可信的程序。',
  days: '有效期',
  dayChoices: { 30: '30 天', 90: '90 天', 180: '半年', 365: '一年', 730: '两年' } as Readonly<
    Record<number, string>
  >,
  missing: '不能空着',
  shownTitle: (name: string) => `“${name}”的密钥`,
  shownHint: '只显示这一次，关掉就看不到了。请现在复制，存到要用它的程序里。',
  shownLabel: '密钥',
  shownDone: '已保存，关闭',
  columns: { name: '用途', scopes: '权限', expires: '到期', used: '最近使用', state: '状态' },
  createdBy: (name: string, time: string) => `${name} ${time} 新建`,
  never: '还没有用过',
  states: { active: '有效', expired: '已过期', revoked: '已停用' },
  revoke: '停用',
  revokeTitle: (name: string) => `停用“${name}”的密钥？`,
  revokeHint: '用它的程序马上就连不上了，不能恢复；需要时再新建一个。',
  revoked: '已停用',
  none: '还没有密钥',
  noneHint: '要让别的系统读写知识库，就新建一个。',
} as const
