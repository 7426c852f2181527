import { DEQING, type DemoStory, HUZHOU, WUXING } from './demo-story.js'

/** What is being said as the desk is opened: no ticket has come of it yet. */
export const LIVE_STORIES: readonly DemoStory[] = [
  {
    name: '正在咨询，没有工单',
    startedAgo: 3,
    regionCode: WUXING,
    channel: 'web',
    says: ['试用期被辞退有没有补偿？', '公司说我不符合录用条件，但是没说哪里不符合'],
  },
  {
    name: '正在咨询，没有工单，二',
    startedAgo: 8,
    regionCode: DEQING,
    channel: 'wechat',
    says: ['怎么申请法律援助？'],
  },
  {
    name: '正在咨询，把握不大',
    startedAgo: 2,
    regionCode: WUXING,
    channel: 'wechat',
    says: ['公司让我去外地的分公司上班，不去就算自动离职，怎么办'],
  },
  {
    name: '正在咨询，同事接待，群众在等',
    startedAgo: 7,
    regionCode: HUZHOU,
    channel: 'web',
    says: ['房东要提前收回房子，我租期还有半年，怎么办？'],
    live: [
      { after: 1, by: 'yanshi-shi', does: 'take_over' },
      {
        after: 0.5,
        by: 'yanshi-shi',
        does: 'say',
        text: '您好，我是市公共法律服务中心的工作人员。请问合同里写没写提前收房怎么赔？',
      },
      { after: 0.5, by: 'citizen', does: 'say', text: '写了，谁违约谁赔一个月房租' },
      {
        after: 0.3,
        by: 'yanshi-zhuguan',
        does: 'whisper',
        text: '先问押金付了多少，一并算进去。',
      },
      { after: 0.7, by: 'citizen', does: 'say', text: '可是一个月房租根本不够我搬家，押金他也说不退' },
    ],
  },
  {
    name: '正在咨询，同事接待，已回复',
    startedAgo: 5,
    regionCode: WUXING,
    channel: 'web',
    says: ['孩子在学校摔伤了，学校要赔吗？'],
    live: [
      { after: 1, by: 'yanshi-qu2', does: 'take_over' },
      { after: 0.5, by: 'citizen', does: 'say', text: '八岁，体育课上摔的，胳膊骨折了' },
      {
        after: 1,
        by: 'yanshi-qu2',
        does: 'say',
        text: '您好，八岁的孩子在校受伤，学校没有尽到教育、管理职责的要承担责任（《民法典》第一千二百条）。请先保存病历和票据，向学校要当时的情况说明。',
      },
    ],
  },
]
