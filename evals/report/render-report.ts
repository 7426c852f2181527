import { readFileSync } from 'node:fs'
import { JUDGE_VERSION } from '../judge/judge.js'
import type { Knowledge } from '../subject.js'
import { calibration } from './calibration.js'
import { differences } from './differences.js'
import { growth } from './growth.js'
import { escapeHtml } from './html.js'
import { overview } from './overview.js'
import { type Report, runName, type Section } from './section.js'
import { sizes } from './sizes.js'
import { suites } from './suites.js'

/** From top to bottom; a section without anything to show is left out. */
const SECTIONS: readonly Section[] = [overview, differences, calibration, growth, sizes, suites]

const STYLE = readFileSync(new URL('./report.css', import.meta.url), 'utf8')

/** A page that needs nothing but itself. */
export function renderReport(report: Report): string {
  const sections = SECTIONS.flatMap(({ id, title, render }) => {
    const html = render(report)
    return html === null ? [] : [{ id, title, html }]
  })
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>问法评测报告</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>问法评测报告</h1>
${report.runs.map((run, i) => runLine(run, runName(run, i, report.runs.length))).join('\n')}
<nav>${sections.map(({ id, title }) => `<a href="#${id}">${title}</a>`).join('')}</nav>
</header>
<main>
${sections.map(({ id, title, html }) => `<section id="${id}"><h2>${title}</h2>\n${html}</section>`).join('\n')}
</main>
</body>
</html>
`
}

const KNOWLEDGE: Record<Knowledge, string> = {
  starter: '只有随程序附带的指南和问答',
  statutes: '已载入法规',
  learned: '已载入法规，并学习了确认过的答复',
}

function runLine(run: Report['runs'][number], name: string): string {
  const when = new Date(run.startedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
  const model = run.model
    ? `模型 ${escapeHtml(run.model)}，评分标准 ${JUDGE_VERSION}`
    : '不用模型，答复由资料直接组成'
  return `<p class="run"><b>${escapeHtml(name)}</b>　${when}　知识库：${KNOWLEDGE[run.knowledge]}　${model}</p>`
}
