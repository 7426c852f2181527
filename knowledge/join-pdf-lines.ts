import { parseArticleLabel } from './article-label.js'
import { ENTRY_HEADING } from './statute-lines.js'

/** Radicals that fonts map in place of the characters they look like, and that NFKC leaves alone. */
const RADICALS =
  '⺁厂⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺏尣⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺝月⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺲罒⺳网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟'
const OF_RADICAL = new Map<string, string>()
for (let index = 0; index < RADICALS.length; index += 2)
  OF_RADICAL.set(RADICALS[index]!, RADICALS[index + 1]!)

const PAGE_NUMBER =
  /^[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·\s]*$/
const STARTS_A_PARAGRAPH =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、]\s*\D|附\s*[件录表]|目\s*录)/

/** Pages as PDF gives them, line by line, to one paragraph a line; running heads and page numbers are dropped. */
export function joinPdfLines(pages: string[]): string {
  const lines = dropRunningHeads(pages.map(pageLines)).flat()
  const lengths = lines.map((line) => line.length).sort((a, b) => a - b)
  const full = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  const paragraphs: string[] = []
  let previous = ''
  for (const line of lines) {
    const continues =
      previous !== '' &&
      previous.length >= full * 0.75 &&
      !/[。：；！？”]$/.test(previous) &&
      !startsParagraph(line) &&
      !isHeading(previous)
    if (continues) paragraphs.push(glue(paragraphs.pop()!, line))
    else paragraphs.push(line)
    previous = line
  }
  return paragraphs.join('\n')
}

/** Fonts also map characters to none (U+0000). NFKC only where a character stands for another: whole-text NFKC would turn （，： into ASCII. */
function repair(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/[\u2e80-\u2eff]/g, (char) => OF_RADICAL.get(char) ?? char)
    .replace(/[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/g, (char) => char.normalize('NFKC'))
    .replace(/(?<=[\u3000-\u9fff]) (?=[，。；：、！？）》”])|(?<=[（《“]) (?=[\u4e00-\u9fff])/g, '')
}

function pageLines(page: string): string[] {
  return repair(page)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function dropRunningHeads(pages: string[][]): string[][] {
  const counts = new Map<string, number>()
  const shape = (line: string) => line.replace(/\d+/g, '#').replace(/\s+/g, '')
  const edges = (page: string[]) =>
    new Set([page[0], page[1], page.at(-1), page.at(-2)].filter((line) => line !== undefined))
  for (const page of pages) {
    for (const line of new Set([...edges(page)].map(shape))) counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return pages.map((page) => {
    const isHead = (line: string) =>
      PAGE_NUMBER.test(line) ||
      // A page printed from a browser ends with its address.
      /^(?:file|https?):\/\/\S+(?:\s+\d+\/\d+)?$/.test(line) ||
      (pages.length >= 3 && line.length <= 60 && (counts.get(shape(line)) ?? 0) >= pages.length * 0.6)
    let start = 0
    let end = page.length
    while (start < Math.min(2, end) && isHead(page[start]!)) start++
    while (end > start && page.length - end < 2 && isHead(page[end - 1]!)) end--
    return page.slice(start, end)
  })
}

function startsParagraph(line: string): boolean {
  return (
    STARTS_A_PARAGRAPH.test(line) ||
    isHeading(line) ||
    /^第.{1,9}条[\s\u3000]/.test(line) ||
    parseArticleLabel(line, -1) !== null
  )
}

function isHeading(line: string): boolean {
  return line.length <= 30 && ENTRY_HEADING.test(line)
}

function glue(before: string, after: string): string {
  return /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(after) ? `${before} ${after}` : before + after
}
