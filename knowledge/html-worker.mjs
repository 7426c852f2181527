import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { answerInProcess } from './answer-in-process.mjs'

const UNREAD = 'script,style,noscript,iframe,object,embed,form,template,svg'
const LINE = new Set(
  'address article aside blockquote body br center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const TEXT_NODE = 3

answerInProcess(async ({ html, maxDepth }) => {
  const { document } = parseHTML(/<html/i.test(html) ? html : `<html><body>${html}</body></html>`)
  if (depthOf(document.documentElement) > maxDepth) return { error: 'too_deep' }
  for (const element of document.querySelectorAll(UNREAD)) element.remove()
  const title = document.querySelector('h1')?.textContent?.trim() ?? document.title?.trim() ?? ''
  const whole = linesOf(document.body)
  // The element itself: it would have to be parsed again from its HTML.
  const options = { charThreshold: 100, serializer: (element) => element }
  const article = new Readability(document.cloneNode(true), options).parse()
  return { title, whole, article: linesOf(article?.content) }
})

function depthOf(root) {
  let deepest = 0
  let depth = 0
  for (let element = root; element !== null; ) {
    deepest = Math.max(deepest, depth)
    if (element.firstElementChild !== null) {
      element = element.firstElementChild
      depth++
      continue
    }
    while (element !== root && element.nextElementSibling === null) {
      element = element.parentNode
      depth--
    }
    element = element === root ? null : element.nextElementSibling
  }
  return deepest
}

/** Text of an element, one block a line; rows of tables as `| a | b |`. */
function linesOf(element) {
  const lines = ['']
  if (element) addLines(element, lines)
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

function addLines(element, lines) {
  const name = element.localName
  const cells = name === 'tr' ? cellsOf(element) : []
  if (LINE.has(name)) lines.push('')
  if (cells.length > 0) lines.push(`| ${cells.map(cellText).join(' | ')} |`)
  else {
    for (const node of element.childNodes) {
      if (node.nodeType === TEXT_NODE) lines.push(lines.pop() + oneLine(node.textContent))
      else if (node.localName) addLines(node, lines)
    }
  }
  if (LINE.has(name)) lines.push('')
}

/** None where the row only lays out a page, with a table inside of it. */
function cellsOf(row) {
  if (row.querySelector('table') !== null) return []
  return [...row.children].filter(({ localName }) => localName === 'td' || localName === 'th')
}

function cellText(cell) {
  return oneLine(cell.textContent).trim()
}

function oneLine(text) {
  return text.replace(/\s+/g, (gap) => (gap.includes('\n') ? ' ' : gap)).replaceAll('\u00a0', ' ')
}
