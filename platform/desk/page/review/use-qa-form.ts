import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Form } from 'antd'
import { useEffect, useState } from 'react'
import type { QaText } from '../../../review/review-wire.js'
import { EVERYWHERE } from './qa-fields.js'
import { reviewApi } from './review-api.js'

type Values = Omit<QaText, 'regionCode'> & { regionCode: string }

/** After so long without a key what is written is checked. */
const PAUSE_MS = 600

/** A form for a question with its answer that is checked while one writes. @param proposalId null: a new one */
export function useQaForm(initial: QaText, proposalId: string | null) {
  const [form] = Form.useForm<Values>()
  const [text, setText] = useState(pick(initial))
  const paused = usePaused(text)
  const check = useQuery({
    queryKey: ['qa-check', paused.question, paused.answer, paused.regionCode],
    queryFn: () => reviewApi.check(paused, proposalId),
    enabled: paused.question.trim() !== '' && paused.answer.trim() !== '',
    placeholderData: keepPreviousData,
  })
  return {
    form,
    initialValues: { ...initial, regionCode: initial.regionCode ?? EVERYWHERE } satisfies Values,
    /** As it stands. */
    text,
    isChanged: JSON.stringify(text) !== JSON.stringify(pick(initial)),
    onValuesChange: (_: unknown, values: Values) => setText(textOf(values)),
    check,
    isChecking: check.isFetching || paused !== text,
  }
}

function textOf({ regionCode, ...rest }: Values): QaText {
  return pick({ ...rest, regionCode: regionCode === EVERYWHERE ? null : regionCode })
}

function pick({ question, answer, matter, regionCode }: QaText): QaText {
  return { question, answer, matter, regionCode }
}

function usePaused<T>(value: T): T {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}
