import type { PersonalSpan } from './personal-span.js'

const EMAIL =
  /(\p{Script=Han}{0,8})([A-Za-z0-9._%+-]{0,64}) ?(?:@|艾特) ?[A-Za-z0-9-]{1,63}(?: ?(?:[.。]|点) ?[A-Za-z0-9-]{1,63})*(?:\.[A-Za-z]{2,}| ?(?:[.。]|点) ?(?:com|cn|net|org))/gu
/** 发到张三@qq.com: the words that lead to an address are no part of it. */
const LEAD = /^.*[到是为给至箱件址往发送]/u
const LONGEST_NAME = 4

/** Addresses of electronic mail, also those that begin with a Chinese name. */
export function findEmails(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (const { 0: whole, 1: before = '', 2: local = '', index } of text.matchAll(EMAIL)) {
    const name = local === '' ? before.replace(LEAD, '').slice(-LONGEST_NAME) : ''
    if (local + name === '') continue
    const end = index + whole.length
    spans.push({ label: '邮箱', start: index + before.length - name.length, end })
  }
  return spans
}
