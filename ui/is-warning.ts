/** A day that must be kept: 期限是一年, 三十天内, 逾期, 尽早, 视为放弃. */
const DEADLINE =
  /期限|时效|期满|到期|过期|逾期|超期|最后一天|(?:[天日年月]|小时)(?:之|以)?内|已经过了|过了|尽早|尽快|赶快|赶紧|马上|立即|立刻|越早|越快|抓紧|及时|就难|答辩期|拖(?![欠车拉])|视为|\bwithin\b|deadline|time limit|no later than|at once/i
/** Danger to life, money or a case: who to call, what is an offence, what is a trick, what is lost for good. */
const DANGER =
  /危险|(?<!\d)(?:110|120|119|12110|12356|96110)(?!\d)|报警|犯罪|违法|判刑|坐牢|拘留|罚款|骗|非法|失效|没收|撤销|反悔|后果|danger|offence|fraud|fine\b/i
/** What one must not do: 不要签, 别自己动手, 不得. */
const DONT =
  /不要|别(?!的|人|处|墅|国|家|说是)|千万|切勿|不得|小心|当心|谨防|注意|\b(?:do not (?!know)|don['’]t\b|never\b)/i

/** Whether a notice tells of a danger or a deadline; what does not is plain information, and looks like it. */
export function isWarning(notice: string): boolean {
  return DEADLINE.test(notice) || DANGER.test(notice) || DONT.test(notice)
}
