/**
 * The key under which versions of one law meet: 《中华人民共和国公司法（2018年修正）》 → 公司法.
 * Brackets that belong to the name stay: （试行）, （二）, 宪法修正案（2004年）.
 */
export function shortTitle(title: string): string {
  return normaliseTitle(title)
    .replace(/^中华人民共和国(?=.)/, '')
    .replace(/([《〈])中华人民共和国/g, '$1')
    .replace(
      /（\d{4}(?:-\d{1,2}-\d{1,2}|年(?:\d{1,2}月(?:\d{1,2}日)?)?)?(?:第.次)?(?:修正|修订|修改|公布|通过|文本|版|最新)+(?:本|版)?）$/,
      '',
    )
    .replace(/（\d{4}-\d{1,2}-\d{1,2}）$/, '')
}

/** One spelling of brackets, quotes and gaps, so that names from different sources compare equal. */
export function normaliseTitle(title: string): string {
  let name = title
    .trim()
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(
      /(最高人民法院|最高人民检察院|公安部|司法部)[\s\u3000]+(?=最高人民|公安部|国家安全部|司法部)/g,
      '$1、',
    )
    .replace(/[\s\u3000]+/g, '')
    .replace(/[(﹙]/g, '（')
    .replace(/[)﹚]/g, '）')
    .replace(/[<＜]/g, '〈')
    .replace(/[>＞]/g, '〉')
  if (/^《[^《》]*》$/.test(name)) name = name.slice(1, -1)
  return name
}
