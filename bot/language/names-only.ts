import { tellsOnly } from './tells-only.js'

/** 法律援助. Longer words mostly tell what happened. */
const LONGEST_NAME = 4
/** 老板跑了, 不发工资, 孩子被打 tell what happened. */
const HAPPENED = /[不没被让赶跑了]/

/** Nothing but a name of somebody or something: 低保, 我老公. What is asked of it is not said. */
export function namesOnly(text: string): boolean {
  const name = text.replace(/[?？。!！]+$/, '')
  return name.length <= LONGEST_NAME && tellsOnly(name) && !HAPPENED.test(name)
}
