import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '../cases/case.js'

/** Every so many files of the statutes is taken. */
const EVERY = 20
/** So many characters make one case: thousands of small ones would crowd the others out where only some are measured. */
const LENGTH = 10_000

/** Real statutes and questions, many lines in one case each: hardly anybody is named in them, and much is legal data. */
export function legalTexts(sharedDir: string): Case[] {
  const statutes = join(sharedDir, 'statutes')
  const laws = existsSync(statutes)
    ? readdirSync(statutes, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md'))
        .sort()
        .filter((_, n) => n % EVERY === 0)
        .flatMap((path) => linesOf(join(statutes, path)))
    : []
  const asked = [join('citizen-questions', 'questions.jsonl'), join('consultations', 'train.jsonl')]
    .map((path) => join(sharedDir, path))
    .filter(existsSync)
    .flatMap(linesOf)
    .map((line) => (JSON.parse(line) as { question: string }).question.replaceAll('\n', ' '))
  return [...casesOf('statutes', laws), ...casesOf('questions', asked)]
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
}

function casesOf(part: string, lines: readonly string[]): Case[] {
  const texts: string[][] = []
  let length = LENGTH
  for (const line of lines) {
    if (length >= LENGTH) {
      texts.push([])
      length = 0
    }
    texts.at(-1)!.push(line)
    length += line.length
  }
  return texts.map((of, n) => ({ id: `${part}-${n}`, turns: [of.join('\n')], kind: part, part, expect: {} }))
}
