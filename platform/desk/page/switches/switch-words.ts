/** Words of the page on switches. */
export const switchWords = {
  title: '开关',
  hint: '改动马上对全省所有服务生效，记入审计日志。',
  allOn: '全部正常',
  someOff: (count: number) => `${count} 项已停用`,
  readOnly: '开关对全省有效，只有管全省的管理员能改。',
  general: '全部渠道',
  channels: '单个渠道',
  columns: { name: '名称', state: '状态', effect: '停用后', act: '操作' },
  on: '正常',
  off: '已停用',
  since: (when: string) => `${when} 起`,
  noReason: '没有写原因',
  turnOff: '停用',
  turnOn: '恢复',
  turnOffOne: (name: string) => `停用${name}`,
  turnOnOne: (name: string) => `恢复${name}`,
  done: (name: string, off: boolean) => `${name}${off ? '已停用' : '已恢复'}`,
  unchanged: '别人刚刚改过，已经是这样了。',
  onHint: '恢复后马上照常答复。',
  names: {
    model: '大模型',
    answers: '智能答复',
    web: '网页',
    wechat: '微信公众号',
    'wecom-kf': '微信客服',
    'wecom-app': '企业微信应用',
    dingtalk: '钉钉',
    feishu: '飞书',
    webhook: '其他系统（Webhook）',
  } as Readonly<Record<string, string>>,
  effects: {
    model: '不再把任何内容发给大模型，答复直接用法条和办事指南的原文。',
    answers: '每个问题都转成工单，由工作人员答复；有生命危险的，仍马上告诉对方报警和求助电话。',
  } as Readonly<Record<string, string>>,
  channelEffect: '只提示暂停、请打 12348，不再答复；有生命危险的照常处理，工作人员的答复照常送达。',
}

export function switchName(name: string): string {
  return switchWords.names[name] ?? name
}
