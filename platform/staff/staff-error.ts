import type { PasswordProblem } from './password/password-problem.js'

/** An ending that staff are told about: status, a code for programs, Chinese words for people. */
export class StaffError extends Error {
  override name = 'StaffError'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds?: number,
    /** Beside code and message, for the page. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

const PASSWORD_PROBLEMS: Record<PasswordProblem, string> = {
  too_short: '密码至少要 10 个字符，可以用一句自己记得住的话。',
  too_long: '密码最多 200 个字符。',
  is_name: '密码不能是姓名或登录名。',
  too_common: '这个密码太常见，容易被猜到，请换一个。',
}

/** Every error of the staff API. The codes are stable. */
export const staffErrors = {
  signedOut: () => new StaffError(401, 'signed_out', '您还没有登录，或登录已过期，请登录。'),
  wrongKey: () => new StaffError(401, 'wrong_key', '密钥不对、已停用、已过期，或没有这项权限。'),
  wrongCredentials: () => new StaffError(401, 'wrong_credentials', '登录名或密码不正确。'),
  wrongPassword: () => new StaffError(403, 'wrong_password', '现在的密码不正确。'),
  locked: (retryAfterMs: number) =>
    new StaffError(
      423,
      'locked',
      `输错次数过多，请 ${Math.ceil(retryAfterMs / 60_000)} 分钟后再试。`,
      Math.ceil(retryAfterMs / 1000),
    ),
  secondFactorDue: () => new StaffError(403, 'second_factor_due', '请先输入动态验证码。'),
  enrolmentDue: () => new StaffError(403, 'enrolment_due', '您的岗位要求使用动态验证码，请先绑定。'),
  noSecondFactorDue: () => new StaffError(409, 'no_second_factor_due', '现在不需要输入动态验证码。'),
  wrongCode: () => new StaffError(403, 'wrong_code', '验证码不正确或已经用过，请输入最新的一个。'),
  secondFactorExists: () =>
    new StaffError(409, 'second_factor_exists', '动态验证码已经绑定；要换手机，请先解除绑定。'),
  noSecondFactor: () => new StaffError(409, 'no_second_factor', '还没有绑定动态验证码，请先绑定。'),
  secondFactorRequired: () =>
    new StaffError(409, 'second_factor_required', '您的岗位要求使用动态验证码，不能解除。'),
  forbidden: () => new StaffError(403, 'forbidden', '您的账号没有这项权限。'),
  foreignRequest: () =>
    new StaffError(403, 'foreign_request', '请求不是从本系统页面发出的，请刷新页面重试。'),
  notFound: () => new StaffError(404, 'not_found', '没有找到，或不在您的管辖范围内。'),
  linkSpent: () => new StaffError(410, 'link_spent', '这个链接已经用过或已过期，请向管理员要一个新的。'),
  password: (problem: PasswordProblem) =>
    new StaffError(400, `password_${problem}`, PASSWORD_PROBLEMS[problem]),
  loginTaken: (login: string) =>
    new StaffError(409, 'login_taken', `登录名“${login}”已经有人用了，请换一个。`),
  loginMalformed: () =>
    new StaffError(400, 'login_malformed', '登录名要 2 到 50 个字，可用汉字、字母、数字和 . _ - @。'),
  ownAccount: () =>
    new StaffError(
      409,
      'own_account',
      '这项操作不能对自己的账号做，请找其他管理员；改自己的密码要输入现在的密码。',
    ),
  busy: () => new StaffError(503, 'busy', '现在登录的人太多，请过几秒再试。', 5),
  noOffice: () => new StaffError(400, 'no_office', '没有这个机构，或不在您的管辖范围内。'),
  disabled: () => new StaffError(409, 'disabled', '这个账号已经停用，请先启用。'),
}
