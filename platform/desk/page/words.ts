import type { HandOffReason } from '../../../bot/ticket-ports.js'
import type { StaffRole } from '../../staff/staff-member.js'
import type { TicketEventKind } from '../../tickets/ticket-event.js'
import { STATUS_WORDS } from '../../tickets/ticket-words.js'
import { LEVEL_WORDS } from '../offices/import-words.js'
import { queueWords } from './queue/queue-words.js'
import { signInWords } from './sign-in/sign-in-words.js'
import { ticketWords } from './ticket/ticket-words.js'

/** Every word that staff read at the desk and that does not come from the server. */
export const words = {
  name: '问法工作台',
  retry: '重试',
  cancel: '取消',
  close: '关闭',
  save: '保存',
  more: '更多',
  loading: '正在加载…',
  undo: '撤销',
  skip: '跳到正文',
  copy: { submit: '复制', done: '已复制', marked: '已选中，请按 Ctrl + C 复制' },

  failed: {
    network: '没有连上服务器，请检查网络后重试。',
    server: '服务器出了点问题，请稍后重试。',
    title: '没有加载出来',
    page: '这一页出了问题，写好的内容还在。',
    reload: '重新打开',
  },
  forbidden: { title: '您的岗位看不到这一页', hint: '需要的话，请找管理员调整岗位。' },
  missing: { title: '没有这一页', toFirst: '回到首页' },

  roles: {
    hotline: '话务员',
    handler: '办理员',
    knowledge: '知识维护员',
    supervisor: '主管',
    administrator: '管理员',
  } satisfies Record<StaffRole, string>,
  wholeProvince: '全省',

  nav: {
    label: '主导航',
    tickets: '工单',
    live: '实时会话',
    hotline: '热线',
    supervision: '督导',
    knowledge: '知识库',
    review: '知识审核',
    offices: '机构',
    staff: '人员',
    exchange: '交换',
    switches: '开关',
    audit: '审计',
    secondFactor: '动态验证码',
    careDue: (count: number) => `您负责的 ${count} 个来源该复核了`,
    urgentBelow: (count: number) => `下级 ${count} 件紧急工单没有人受理`,
    signOut: '退出登录',
    signOutEverywhere: '在所有设备上退出',
    changePassword: '改密码',
    unsent: (count: number) => `${count} 处有没发出的内容`,
    unsentHint: '退出后这些内容会从这台电脑上清除。',
    account: '账号',
    offline: '连接断了，正在重连',
  },

  ...signInWords,

  statuses: STATUS_WORDS,
  reasons: {
    low_confidence: '依据不足，转人工',
    on_request: '群众要求人工',
    no_citation: '没有找到依据',
    answers_off: '智能答复已暂停',
    complaint: '投诉',
    crisis: '紧急情况',
    failed: '系统没能答出',
    application: '法律援助申请',
  } satisfies Record<HandOffReason, string>,
  levels: LEVEL_WORDS,
  channels: {
    web: '网页',
    phone: '电话',
    hotline: '热线',
    wechat: '微信',
    'wecom-kf': '微信客服',
    'wecom-app': '企业微信',
    dingtalk: '钉钉',
    feishu: '飞书',
    webhook: '其他系统',
  } as Readonly<Record<string, string>>,
  events: {
    opened: '登记',
    taken: '受理',
    released: '放回待受理',
    asked_citizen: '请群众补充',
    citizen_replied: '群众补充',
    replied: '答复群众',
    noted: '内部备注',
    transferred: '转办',
    returned: '退回',
    escalated: '上报',
    reminded: '催办',
    reopened: '重新办理',
    cancelled: '撤销',
    merged: '并入',
    closed: '办结',
    rated: '群众评价',
    called_back: '回访',
  } satisfies Record<TicketEventKind, string>,
  urgent: '紧急',
  provinceQueue: '省级待分派',

  deadline: {
    none: '不计时',
    left: (time: string) => `剩 ${time}`,
    over: (time: string) => `超 ${time}`,
    at: (time: string) => `应在 ${time} 前办`,
  },

  ...queueWords,
  ...ticketWords,
}
