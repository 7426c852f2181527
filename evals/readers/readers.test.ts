import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readLawbench } from './read-lawbench.js'
import { readLecoqa } from './read-lecoqa.js'
import { readLexrag } from './read-lexrag.js'
import { readStard } from './read-stard.js'

const folder = mkdtempSync(join(tmpdir(), 'wenfa-readers-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Samples are written here, in the layout of the public files; none of their records is in them. */
function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n')

describe('LeCoQA', () => {
  it('is read with its deciding articles and the answer', () => {
    const path = file(
      'lecoqa.jsonl',
      lines(
        {
          id: 7,
          question: '捡到手机不还，怎么要？',
          answer: '应当返还。',
          gold: [
            {
              name: '中华人民共和国民法典第三百一十四条',
              matches: [{ file: 'national/民法典/物权.md', article: '第三百一十四条' }],
            },
          ],
        },
        { id: 8, question: '鸟蛋能掏吗？', answer: null, gold: [{ name: '刑法第一百二十条之一' }] },
      ),
    )
    expect(readLecoqa(path)).toEqual([
      {
        id: 'lecoqa-7',
        turns: ['捡到手机不还，怎么要？'],
        kind: 'lecoqa',
        expect: {
          gold: [
            {
              name: '中华人民共和国民法典第三百一十四条',
              matches: [{ file: 'national/民法典/物权.md', article: '第三百一十四条' }],
            },
          ],
          cites: ['民法典第三百一十四条'],
          answer: '应当返还。',
        },
      },
      {
        id: 'lecoqa-8',
        turns: ['鸟蛋能掏吗？'],
        kind: 'lecoqa',
        expect: { cites: ['刑法第一百二十条之一'] },
      },
    ])
  })

  it('names file and line of each record that is none', () => {
    const path = file(
      'broken.jsonl',
      `${lines({ id: 1, question: '问', gold: [{ name: '民法典第一条' }] })}\n\n{"id": 2, "question"\n${lines({ id: 3, question: ' ', gold: [] })}`,
    )
    expect(() => readLecoqa(path)).toThrow(
      new RegExp(`^${path}:3: this is no JSON object\n${path}:4: question: .*\n${path}:4: gold: [^\n]*$`),
    )
  })
})

describe('STARD', () => {
  const corpus = file(
    'corpus.jsonl',
    lines(
      { id: 0, name: '中华人民共和国民法典第三百一十四条', content: '拾得遗失物，应当返还权利人。' },
      { id: 1, name: '中华人民共和国刑法第二百六十四条', content: '盗窃公私财物……' },
    ),
  )

  it('joins queries and articles by the judgements, in either layout', () => {
    const queries = file(
      'queries.jsonl',
      lines({ _id: 'q1', text: '捡到手机不还' }, { _id: 'q2', text: '无' }),
    )
    for (const judgements of ['q1 0 0 1\nq1 0 1 0\n', 'query-id\tcorpus-id\tscore\nq1\t0\t1\n']) {
      expect(readStard(queries, corpus, file('qrels', judgements))).toEqual([
        {
          id: 'stard-q1',
          turns: ['捡到手机不还'],
          kind: 'stard',
          expect: { cites: ['民法典第三百一十四条'] },
        },
      ])
    }
  })

  it('reads queries that name their articles themselves, as a list', () => {
    const queries = file(
      'queries.json',
      JSON.stringify([{ query_id: 5, query: '偷电瓶怎么判', match_id: [1] }], null, 2),
    )
    expect(readStard(queries, corpus, null)[0]?.expect.cites).toEqual(['刑法第二百六十四条'])
  })

  it('refuses an article that the corpus does not have, and a judgement that is none', () => {
    const queries = file('unknown.jsonl', lines({ query_id: 5, query: '偷电瓶', match_id: [9] }))
    expect(() => readStard(queries, corpus, null)).toThrow(`${corpus}: article 9 of query 5 is missing`)
    const judgements = file('broken-qrels', '5 0 1 1\n5 1\n')
    expect(() => readStard(queries, corpus, judgements)).toThrow(`${judgements}:2: needed is`)
  })
})

describe('LexRAG', () => {
  it('makes a case of every turn, with the messages before it', () => {
    const conversation = [
      {
        question: '捡到手机要还吗',
        response: '要还。',
        article: ['《中华人民共和国民法典》第三百一十四条：拾得遗失物，依照本法第三百一十七条……'],
      },
      { question: '能要报酬吗', response: '悬赏的可以要。' },
    ]
    const path = file('lexrag.json', JSON.stringify([{ id: 3, conversation }]))
    expect(readLexrag(path)).toEqual([
      {
        id: 'lexrag-3-1',
        turns: ['捡到手机要还吗'],
        kind: 'lexrag',
        expect: { cites: ['民法典第三百一十四条'], answer: '要还。' },
      },
      {
        id: 'lexrag-3-2',
        turns: ['捡到手机要还吗', '能要报酬吗'],
        kind: 'lexrag',
        expect: { answer: '悬赏的可以要。' },
      },
    ])
  })

  it('names the line on which a broken conversation of the list begins', () => {
    const path = file(
      'broken.json',
      '[\n {"id": 1, "conversation": [{"question": "问", "response": "答"}]},\n {"id": 2,\n  "conversation": []}\n]',
    )
    expect(() => readLexrag(path)).toThrow(`${path}:3: conversation: `)
    const open = file('open.json', '[\n {"id": 1, "conversation": [{"question": "问"}')
    expect(() => readLexrag(open)).toThrow(`${open}:2: this record or the list is not closed`)
    const scalar = file('scalar.json', '[\n "问",\n]')
    expect(() => readLexrag(scalar)).toThrow(`${scalar}:2: only objects`)
  })
})

describe('LawBench', () => {
  const list = (question: string, answer: string) =>
    JSON.stringify([{ instruction: '请给出法律依据，只需要给出具体法条内容。', question, answer }])

  it('reads an article to be recited, with the instruction', () => {
    const path = file('1-1.json', list('民法典第三百一十四条的内容是什么？', '拾得遗失物，应当返还权利人。'))
    expect(readLawbench(path, '1-1')).toEqual([
      {
        id: 'lawbench-1-1-1',
        turns: ['请给出法律依据，只需要给出具体法条内容。\n民法典第三百一十四条的内容是什么？'],
        kind: 'lawbench_1_1',
        expect: { cites: ['民法典第三百一十四条'], answer: '拾得遗失物，应当返还权利人。' },
      },
    ])
  })

  it('reads a scene with its article, and a consultation without the instruction', () => {
    const scene = file(
      '3-2.json',
      list('场景:甲捡到手机。\n问题:要还吗？', '民法典第三百一十四条:应当返还。'),
    )
    expect(readLawbench(scene, '3-2')[0]).toMatchObject({
      turns: [expect.stringContaining('\n场景:甲捡到手机。')],
      expect: { cites: ['民法典第三百一十四条'] },
    })
    const asked = file('3-8.json', list('捡到手机要还吗', '要还。'))
    expect(readLawbench(asked, '3-8')[0]).toMatchObject({
      turns: ['捡到手机要还吗'],
      expect: { answer: '要还。' },
    })
  })

  it('names the line of a record without an answer', () => {
    const path = file('no-answer.json', '[\n{"instruction": "", "question": "问"}\n]')
    expect(() => readLawbench(path, '3-8')).toThrow(`${path}:2: answer: `)
  })
})
