import { MATTERS } from './matter.js'
import { SERVICE_LINES } from './service-line.js'

type Told = (...captured: string[]) => string

const NAMES: Readonly<Record<string, string>> = { effectiveFrom: '生效日期', effectiveTo: '失效日期' }
const some = (labels: Readonly<Record<string, string>>) => Object.values(labels).slice(0, 6).join('、')
const citation = (written: string) =>
  `“${written}”里没有看出是哪部法的第几条，请写成“劳动合同法第三十条”这样。`

/** What parsers say in English, with what staff read instead. */
const TOLD: readonly (readonly [RegExp, Told])[] = [
  [/^Unknown key "(.*)" in the front matter/s, (key) => `开头的说明里有不认识的项目“${key}”，这一项没有用。`],
  [/^The guide has no title/, () => '没有标题，请在开头的说明里写上“title: 标题”。'],
  [/^The guide has no text before its first heading/, () => '第一个小标题前没有文字，请先用一段话直接回答。'],
  [/^Text before the first question/, () => '第一个问题前有多余的文字；每个问题要以“## ”开头。'],
  [/^The file holds no question/, () => '没有找到问题；每个问题要以“## ”开头。'],
  [/^The question is empty/, () => '问题是空的，请写上。'],
  [/^"(.*)" has no direct answer/s, (question) => `“${question}”没有答案，请先用一段话直接回答。`],
  [
    /^"(.*)" stands on line (\d+) already/s,
    (question, line) => `“${question}”和第 ${line} 行重复，请只留一个。`,
  ],
  [
    /^"(.*)" has (\d+) characters, more than (\d+)/s,
    (title, _count, most) => `标题“${title}”太长，最多 ${most} 个字，请缩短。`,
  ],
  [/^"(.*)" is no matter/s, (matter) => `没有“${matter}”这个事项，这一项没有用。可以写${some(MATTERS)}等。`],
  [
    /^"(.*)" is no service line/s,
    (line) => `没有“${line}”这项业务，这一项没有用。可以写${some(SERVICE_LINES)}等。`,
  ],
  [
    /^"(.*)" is no known region/s,
    (region) => `认不出地区“${region}”，请写全名（如“湖州市吴兴区”）或六位行政区划代码。`,
  ],
  [
    /^(\w+) "(.*)" is no date/s,
    (field, written) => `${NAMES[field] ?? field}“${written}”不是日期，请写成 2024-07-01 这样。`,
  ],
  [/^"(.*)" names no article/s, citation],
  [/^〔(.*)〕 names no article/s, citation],
  [
    /^The front matter is not valid YAML/,
    () => '开头的说明写法有误：每行是“名称: 内容”，冒号用半角，后面空一格。',
  ],
  [/^No article is cited/, () => '没有写依据，请写上决定这个问题的法条。'],
  [/^This line is no JSON/, () => '这一行不是 JSON，没有读出来。'],
]

/** A parser's problem, for staff. What is not known is told in general, never in English. */
export function tellLineProblem(message: string): string {
  for (const [pattern, tell] of TOLD) {
    const match = pattern.exec(message)
    if (match) return tell(...match.slice(1))
  }
  return '这里有看不懂的内容，没有读出来，请对照原文。'
}
