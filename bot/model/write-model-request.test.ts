import { expect, it } from 'vitest'
import { emptyAnswer } from '../answer.js'
import { writeModelRequest } from './write-model-request.js'

it('sends earlier answers without the personal data that were put back into them', () => {
  const written = writeModelRequest(
    {
      question: '还能要回来吗',
      history: [
        {
          question: '[姓名1]欠我钱',
          standaloneQuestion: '[姓名1]欠我钱',
          outcome: 'answered_from_sources',
          answer: emptyAnswer('可以起诉13812345678的机主。'),
          matter: 'loan_debt',
        },
      ],
      asOfDate: '2026-11-24',
      today: '2026-11-24',
    },
    [],
  )
  expect(written).toContain('的机主')
  expect(written).not.toContain('13812345678')
})
