import { z } from 'zod'

/**
 * The day whose law is asked for: 2019年的时候怎么规定, 按2018年5月的法律. A year alone means its middle.
 * A date of an event (2018年结婚) is none: the law of today may well apply to it.
 * @returns `YYYY-MM-DD`, or null, also for a day that the calendar does not have
 */
export function readAsOfDate(text: string): string | null {
  const match =
    /(?<!\d)((?:19[5-9]|20[0-9])\d) ?年(?:(\d{1,2}) ?月(?:份)?)?(?:(\d{1,2}) ?[日号])?(?:的时候|那时候?|那会儿?|当时|时)?(?:的|有效的?|施行的?|适用的?)?(.{0,12})/.exec(
      text,
    )
  if (match === null) return null
  const [whole, year, month, day, after] = match
  const before = text.slice(0, match.index)
  const asksForLaw =
    /的时候|那时|那会|当时/.test(whole.slice(0, whole.length - after!.length)) &&
    /规定|法律|怎么判|算不算|怎么算|要不要|可不可以|是不是|能不能|犯法|违法|标准/.test(text)
  const namesLaw =
    /^(?:旧|老)?(?:法律|法规|规定|版本|版|民法|刑法|的法|旧法|条文)/.test(after!) ||
    /(?:按照?|根据|依照?|适用)$/.test(before)
  if (!asksForLaw && !namesLaw) return null
  const date = [year, (month ?? '7').padStart(2, '0'), (day ?? '1').padStart(2, '0')].join('-')
  return z.iso.date().safeParse(date).success ? date : null
}
