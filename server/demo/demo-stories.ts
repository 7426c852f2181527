import { DEQING, type DemoStory, HUZHOU, WUXING } from './demo-story.js'
import { LIVE_STORIES } from './live-stories.js'

const HOUR = 60
const DAY = 24 * HOUR
const CHAOYANG = '330502002'
const COMMUNITY = '330502002001'

/**
 * Invented people and numbers. One story for every state that a ticket can be in. What nobody has answered and is not
 * about being late began less than four hours ago: at any time of day it has not gone to the office above yet.
 */
export const DEMO_STORIES: readonly DemoStory[] = [
  {
    name: '欠薪，刚登记',
    startedAgo: 6,
    regionCode: WUXING,
    channel: 'web',
    says: ['老板拖欠工资怎么办？'],
    wantsHuman:
      '我在吴兴区一家服装厂上班，三个月没发工资，一共一万八，也没签合同。想让人帮我去要，我的电话是13800000001',
  },
  {
    name: '家暴，紧急',
    startedAgo: 12,
    regionCode: WUXING,
    channel: 'web',
    says: ['我丈夫昨天晚上又打我了，我现在很害怕，能不能离婚？'],
    wantsHuman: '请尽快打给我，我的手机13800000002',
  },
  {
    name: '押金不退，待受理',
    startedAgo: 50,
    regionCode: WUXING,
    channel: 'wechat',
    says: ['退租了，房东不退押金怎么办？'],
    wantsHuman: '9月到期搬走的，房东说墙脏了要扣2000元，现在不接电话了',
  },
  {
    name: '协议离婚，待受理',
    startedAgo: 2 * HOUR,
    regionCode: HUZHOU,
    channel: 'web',
    says: ['离婚怎么办，去哪里？'],
    wantsHuman: '两个人都同意，孩子跟我，想问协议里抚养费怎么写',
  },
  {
    name: '工伤，超时',
    startedAgo: 5 * DAY,
    regionCode: DEQING,
    channel: 'web',
    says: ['老板不给报工伤，自己能申请吗？'],
    wantsHuman: '上个月在德清县工地摔伤了腿，住院花了三万多，老板只给了五千，我的电话13800000003',
  },
  {
    name: '邻里漏水，超时',
    startedAgo: 4 * DAY,
    regionCode: COMMUNITY,
    channel: 'wechat',
    says: ['楼上卫生间漏水把我家吊顶泡坏了，他不肯修，怎么办？'],
    wantsHuman: '请社区帮忙调解',
  },
  {
    name: '交通事故，办理中',
    startedAgo: 3 * HOUR,
    regionCode: WUXING,
    channel: 'web',
    says: ['交通事故误工费怎么算？'],
    wantsHuman: '我骑电动车被小轿车撞了，交警认定对方全责，保险公司只肯赔一半，请联系我13800000004',
    deeds: [
      { after: 40, by: 'yanshi-qu', command: { kind: 'take' } },
      {
        after: 15,
        by: 'yanshi-qu',
        command: { kind: 'note', text: '已联系区交警大队核实事故认定书，等回复。' },
      },
    ],
  },
  {
    name: '民间借贷，办理中',
    startedAgo: 3.5 * HOUR,
    regionCode: WUXING,
    channel: 'web',
    says: ['朋友借了我五万块钱，有微信转账记录没有借条，现在不还，能起诉吗？'],
    wantsHuman: '起诉状怎么写',
    deeds: [{ after: HOUR, by: 'yanshi-qu2', command: { kind: 'take' } }],
  },
  {
    name: '继承公证，等群众补充',
    startedAgo: 2 * DAY,
    regionCode: WUXING,
    channel: 'web',
    says: ['继承房子怎么过户，一定要公证吗？'],
    wantsHuman: '父亲去世留下一套房子，没有遗嘱，只有我和弟弟两个',
    deeds: [
      { after: 2 * HOUR, by: 'yanshi-qu', command: { kind: 'take' } },
      {
        after: 30,
        by: 'yanshi-qu',
        command: {
          kind: 'ask',
          text: '您好，请补充三点：您母亲是否健在？房产证上写的是谁的名字？您和弟弟对怎么分有没有一致意见？',
        },
      },
    ],
  },
  {
    name: '消费维权，群众已补充',
    startedAgo: 2 * DAY,
    regionCode: WUXING,
    channel: 'web',
    says: ['网购的东西坏了，商家不给退怎么办？'],
    wantsHuman: '是一台按摩椅，用了两天就坏了，商家说过了七天，我想退货退款',
    deeds: [
      { after: HOUR, by: 'yanshi-qu', command: { kind: 'take' } },
      {
        after: 20,
        by: 'yanshi-qu',
        command: { kind: 'ask', text: '您好，请问是哪天收货、哪天坏的？有没有和商家的聊天记录？' },
      },
      {
        after: 5 * HOUR,
        by: 'citizen',
        command: {
          kind: 'citizen_reply',
          text: '上周三收到，周五就坏了，聊天记录都在，商家说要我自己出运费寄回去修。',
        },
      },
    ],
  },
  {
    name: '物业费，转办',
    startedAgo: 2.5 * HOUR,
    regionCode: HUZHOU,
    channel: 'web',
    says: ['物业服务差，能不交物业费吗？'],
    wantsHuman: '小区在吴兴区朝阳街道，不打扫还涨价，业主们想一起谈',
    deeds: [
      { after: HOUR, by: 'yanshi-shi', command: { kind: 'take' } },
      {
        after: 20,
        by: 'yanshi-shi',
        command: {
          kind: 'transfer',
          office: '演示·吴兴区公共法律服务中心',
          reason: '小区在吴兴区，由区里组织调解',
        },
      },
    ],
  },
  {
    name: '宅基地，上报',
    startedAgo: 3 * DAY,
    regionCode: DEQING,
    channel: 'web',
    says: ['房子被认定违建要拆，怎么办？'],
    wantsHuman: '村里说我家宅基地超面积，没有给任何文书，要不要申请行政复议',
    deeds: [
      { after: 2 * HOUR, by: 'yanshi-xian', command: { kind: 'take' } },
      { after: HOUR, by: 'yanshi-xian', command: { kind: 'escalate', reason: '涉及多户，请市里统一答复' } },
    ],
  },
  {
    name: '赡养，已答复',
    startedAgo: 3 * DAY,
    regionCode: CHAOYANG,
    channel: 'wechat',
    says: ['子女不养老人怎么办？'],
    wantsHuman: '我妈八十岁了，大哥一直不管，想请街道先调解',
    deeds: [
      { after: HOUR, by: 'yanshi-jiedao', command: { kind: 'take' } },
      {
        after: 3 * HOUR,
        by: 'yanshi-jiedao',
        command: {
          kind: 'reply',
          text: '您好，成年子女有赡养父母的义务；父母缺乏劳动能力或者生活困难的，可以要求不尽赡养义务的子女给付赡养费（《民法典》第二十六条、第一千零六十七条）。我们已约大哥下周二上午到街道调解室，请您和母亲带身份证、户口簿参加；调解不成，我们协助您母亲申请法律援助。',
        },
      },
    ],
  },
  {
    name: '劳动合同，办结满意',
    startedAgo: 6 * DAY,
    regionCode: WUXING,
    channel: 'web',
    says: ['没签劳动合同，能要双倍工资吗？'],
    wantsHuman: '干了八个月，想确认能要几个月的',
    deeds: [
      { after: HOUR, by: 'yanshi-qu', command: { kind: 'take' } },
      {
        after: 2 * HOUR,
        by: 'yanshi-qu',
        command: {
          kind: 'reply',
          text: '您好，用人单位自用工之日起超过一个月不满一年未签书面劳动合同的，应当每月支付二倍工资（《劳动合同法》第八十二条）。您干了八个月，可以主张第二个月到第八个月、共七个月的二倍工资差额；请在一年的仲裁时效内申请劳动仲裁（《劳动争议调解仲裁法》第二十七条）。',
        },
      },
      { after: DAY, by: 'yanshi-qu', command: { kind: 'close', reason: '已答复，群众无异议' } },
      { after: 3 * HOUR, by: 'citizen', command: { kind: 'rate', satisfied: true, comment: '讲得很清楚' } },
    ],
  },
  {
    name: '征地，办结不满意，要回访',
    startedAgo: 5 * DAY,
    regionCode: WUXING,
    channel: 'web',
    says: ['村里征地补偿款到现在没发，应该找谁？'],
    wantsHuman: '已经等了半年',
    deeds: [
      { after: 2 * HOUR, by: 'yanshi-qu2', command: { kind: 'take' } },
      {
        after: HOUR,
        by: 'yanshi-qu2',
        command: { kind: 'reply', text: '您好，请先向村委会和镇政府查询补偿款的发放情况。' },
      },
      { after: DAY, by: 'yanshi-qu2', command: { kind: 'close', reason: '已答复，群众无异议' } },
      { after: 4 * HOUR, by: 'citizen', command: { kind: 'rate', satisfied: false, comment: '等于没说' } },
    ],
  },
  {
    name: '网购诈骗，重新办理',
    startedAgo: 4 * DAY,
    regionCode: WUXING,
    channel: 'wechat',
    says: ['刷单被骗了，钱还能要回来吗？'],
    wantsHuman: '被骗八千块，报警了，派出所说要等，我该怎么办',
    deeds: [
      { after: HOUR, by: 'yanshi-qu', command: { kind: 'take' } },
      {
        after: HOUR,
        by: 'yanshi-qu',
        command: { kind: 'reply', text: '您好，请保存转账和聊天记录，配合派出所办理。' },
      },
      { after: DAY, by: 'yanshi-qu', command: { kind: 'close', reason: '已答复，群众无异议' } },
      { after: DAY, by: 'citizen', command: { kind: 'reopen', reason: '派出所不给立案回执' } },
    ],
  },
  {
    name: '欠薪，重复登记',
    startedAgo: 4,
    regionCode: WUXING,
    channel: 'wechat',
    says: ['拖欠工资怎么办？'],
    wantsHuman: '服装厂欠我三个月工资，刚才在网页上也问过',
    deeds: [
      {
        after: 1,
        by: 'yanshi-qu',
        command: { kind: 'merge', into: '欠薪，刚登记', reason: '同一件事重复登记' },
      },
    ],
  },
  {
    name: '误点转人工，撤销',
    startedAgo: 7 * HOUR,
    regionCode: WUXING,
    channel: 'web',
    says: ['法律援助中心几点下班？'],
    wantsHuman: '点错了',
    deeds: [{ after: 30, by: 'yanshi-huawu', command: { kind: 'cancel', reason: '误登记' } }],
  },
  ...LIVE_STORIES,
]
