/** An ending that the citizen is told about: status, a code for programs, Chinese words for people. */
export class WebError extends Error {
  override name = 'WebError'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message)
  }
}

export const webErrors = {
  missingBearer: () => new WebError(401, 'unauthorized', '缺少会话凭证，请刷新页面重新开始。'),
  /** Wrong secret and unknown conversation read the same. */
  wrongSecret: () => new WebError(403, 'forbidden', '会话凭证无效，请刷新页面重新开始。'),
  notFound: (what: string) => new WebError(404, 'not_found', `没有找到${what}。`),
  onlyInvisible: () => new WebError(400, 'empty_text', '没有看到文字内容，请输入您的问题。'),
  tooLong: (maximum: number, suggested: number) =>
    new WebError(
      400,
      'text_too_long',
      `您的问题超过 ${maximum} 字了，请挑最要紧的情况说，建议 ${suggested} 字以内；也可以直接转人工。`,
    ),
  onePending: () => new WebError(409, 'question_pending', '上一个问题还在处理，请稍等答复后再提问。', 1),
  overloaded: () => new WebError(503, 'overloaded', '现在咨询的人较多，请稍等片刻再试。', 2),
  starting: () => new WebError(503, 'starting', '系统正在载入法律资料，请稍等片刻再试。', 2),
  tooManyStreams: () => new WebError(429, 'too_many_streams', '打开的页面太多，请关闭一些后再试。', 30),
  rateLimited: (retryAfterSeconds: number) =>
    new WebError(
      429,
      'rate_limited',
      `您提交得太快了，请在 ${retryAfterSeconds} 秒后再试。`,
      retryAfterSeconds,
    ),
  ticketState: () =>
    new WebError(409, 'ticket_state', '这个工单已经评价过，或者现在不能这样操作；需要帮助请转人工。'),
  noPhone: () => new WebError(400, 'no_phone', '这不像一个电话号码，请核对后再填。'),
  ticketRefused: () => new WebError(404, 'ticket_refused', '工单号或查询码不正确，请核对后再试。'),
  ticketLocked: (retryAfterMs: number) =>
    new WebError(
      423,
      'ticket_locked',
      `这个工单号的查询码输错次数过多，为保护您的信息，请 ${Math.ceil(retryAfterMs / 60_000)} 分钟后再查。原来的会话页面上随时能看，着急可以打 12348。`,
      Math.ceil(retryAfterMs / 1000),
    ),
}
