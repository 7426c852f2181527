import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from './output.js'
import { type Question, readQuestions, writeLines } from './questions.js'

describe('a file of questions', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-questions-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const questions = Array.from({ length: 2000 }, (_, id): Question => ({ id, question: '欠薪'.repeat(20) }))
  const silent = () => {
    let stopped = 0
    return { update() {}, stop: () => void stopped++, stopped: () => stopped }
  }

  it('names the line that is not a question, and refuses days that no calendar has', async () => {
    const path = join(folder, 'questions.jsonl')
    await writeFile(
      path,
      '{"id": 1, "question": "欠薪"}\n\n{"id": 2, "question": "离婚", "asOf": "2024-02-31"}\n',
    )
    await expect(readQuestions({ questions: path })).rejects.toThrow(UsageError)
    await expect(readQuestions({ questions: path })).rejects.toThrow('questions.jsonl:3')
  })

  it('may start with a byte order mark', async () => {
    const path = join(folder, 'marked.jsonl')
    await writeFile(path, '\ufeff{"id": 1, "question": "欠薪"}\r\n')
    expect(await readQuestions({ questions: path })).toEqual([{ id: 1, question: '欠薪' }])
  })

  it('names the line whose region there is not', async () => {
    const path = join(folder, 'regions.jsonl')
    await writeFile(
      path,
      '{"id": 1, "question": "欠薪", "region": "330000"}\n{"id": 2, "question": "欠薪", "region": "999999"}\n',
    )
    await expect(readQuestions({ questions: path })).rejects.toThrow('regions.jsonl:2: region is 999999')
  })

  it('is not overwritten by its answers, under whatever name', async () => {
    const path = join(folder, 'kept.jsonl')
    const link = join(folder, 'link.jsonl')
    await writeFile(path, '{"id": 1, "question": "欠薪"}\n')
    await symlink(path, link)
    for (const out of [path, link]) {
      await expect(readQuestions({ questions: path, out })).rejects.toThrow(UsageError)
    }
    expect(await readQuestions({ questions: path, out: join(folder, 'new.jsonl') })).toHaveLength(1)
  })

  it('is answered line by line, in order', async () => {
    const path = join(folder, 'out.jsonl')
    const progress = silent()
    await writeLines(path, questions, async ({ id }) => ({ id }), progress)
    const ids = (await readFile(path, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id)
    expect(ids).toEqual(questions.map(({ id }) => id))
    expect(progress.stopped()).toBe(1)
  })

  it.skipIf(!existsSync('/dev/full'))('fails, and nothing more, when the disk is full', async () => {
    const answer = async (question: Question) => {
      await new Promise(setImmediate)
      return question
    }
    await expect(writeLines('/dev/full', questions, answer, silent())).rejects.toThrow('ENOSPC')
  })

  it('keeps what was answered when an answer fails', async () => {
    const path = join(folder, 'broken.jsonl')
    const progress = silent()
    const answer = async ({ id }: Question) => {
      if (id === 3) throw new Error('no answer')
      return { id }
    }
    await expect(writeLines(path, questions, answer, progress)).rejects.toThrow('no answer')
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(4)
    expect(progress.stopped()).toBe(1)
  })
})
