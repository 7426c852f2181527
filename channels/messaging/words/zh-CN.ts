import type { TicketStatus } from '../../../bot/ticket-ports.js'

/** Every fixed sentence that messaging channels add to what the bot and staff say. `en.ts` has the same keys. */
export const zhCN = {
  welcome:
    '您好，我是问法，可以帮您查法律、说明怎么办事。您遇到了什么事？用您自己的话说就行；需要人工，回复“转人工”。',
  working: '正在为您查找，请稍等片刻。',
  /** Where the platform lets nothing be sent later. */
  workingFetch: '正在为您查找，请过几秒回复任意内容，就能看到答复。',
  notText: {
    image: '我还看不了图片。请把图片里最要紧的内容，用一两句话写给我。',
    voice: '我没有听清这段语音。请改成文字，一两句话就行。',
    video: '我还看不了视频。请用一两句话写下发生了什么。',
    file: '我还看不了文件。请把文件里最要紧的几句话发给我。',
    other: '我只看得懂文字。请用一两句话说说发生了什么、您想知道什么。',
  },
  placeNoted: (name: string) => `记下了，您在${name}。遇到了什么事？用自己的话说就行。`,
  placeAsked: '各地的规定和办事地点不一样。您在哪个县（市、区）？直接回复就行，比如“南京市玄武区”。',
  placeUnknown: '没有看出您在哪里。请直接告诉我是哪个县（市、区），比如“南京市玄武区”。',
  followUps: '还可以问（回复数字）',
  sources: '条文原文',
  queryCode: (number: string, code: string) =>
    `工单号 ${number}，查询码 ${code}。凭这两个可以在网页上查进度。`,
  /** A change of it is a new version: `CONTACT_NOTICE` in keep-contact.ts. */
  contactAsk: (phone: string) =>
    `您提到了 ${phone}。要工作人员打这个电话吗？同意请回复“同意”；未满 14 周岁的，请父母或其他监护人回复“监护人同意”。号码只用来就这件事联系您，加密保存，到期删除；回复“删除号码”随时删。不同意就不用回复，号码不会存进工单。`,
  contactKept: (phone: string, number: string) =>
    `记下了，工作人员会打 ${phone} 联系您（工单 ${number}）。回复“删除号码”随时删。`,
  contactForgotten: '号码已删除。',
  noContact: '这不像一个电话号码。请回复“同意”加上号码，比如：同意 13900000000。',
  truncated: '（内容较长，只发了主要部分）',
  /** Stands before its address. */
  wholeAnswer: '完整答复（30 天内可看）',
  part: (n: number, of: number) => `（${n}/${of}）`,
  staffReply: (number: string) => `【工单 ${number} 的答复】`,
  ticketStands: {
    cancelled: (number: string) => `工单 ${number} 已经撤销。`,
    merged: (number: string) => `工单 ${number} 已并入另一个内容相同的工单，一起办理，答复也会发到这里。`,
  } satisfies Partial<Record<TicketStatus['status'], (number: string) => string>>,
  satisfactionAsked: (number: string) => `工单 ${number} 已经办结。问题解决了吗？`,
  satisfactionChoices: ['解决了', '没有解决'] as readonly string[],
  replyWith: (choices: readonly string[]) =>
    `${choices.map((choice, n) => `回复“${n + 1}”${choice}`).join('，')}。`,
  thanksForRating: '谢谢您的评价。',
  willCallBack: '谢谢您告诉我们。会有工作人员回访您，把事情弄清楚。',
  staffJoined: '工作人员已接入，接下来由工作人员和您对话。',
  staffLeft: '工作人员已离开，我接着为您服务。',
  staffTimedOut: '工作人员暂时没有回应，我接着为您服务。',
  staffTimedOutTicket: (number: string) => `您刚才的话已转成工单 ${number}，工作人员会在这里答复您。`,
  bound: (number: string) => `已经绑定。工单 ${number} 的答复也会发到这里。`,
  notBound: '没有找到这个工单号和查询码对应的工单。请核对后再发一次：绑定 工单号 查询码。',
  tooManyCodes: '试得太多了，请过一会儿再试。',
}

type Widen<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : { readonly [K in keyof T]: Widen<T[K]> }

export type ChannelWords = Widen<typeof zhCN>
