import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { AdminPage } from '../../admin-page.js'
import { NothingHere } from '../../nothing-here.js'
import { type RegionPath, RegionPicker } from '../../region-picker.js'
import { useAction } from '../../use-action.js'
import { qualityApi } from '../quality-api.js'
import { testerWords as words } from './tester-words.js'
import { type Tried, TriedResult } from './tried-result.js'

/** Asks the bot as a citizen would, and shows the way to the answer. */
export function TesterPage() {
  const [parameters] = useSearchParams()
  const [question, setQuestion] = useState(parameters.get('question') ?? '')
  const [asOf, setAsOf] = useState(parameters.get('asOf') ?? '')
  const [region, setRegion] = useState<RegionPath | null>(() => regionOf(parameters))
  const [tried, setTried] = useState<Tried | null>(null)
  const ask = useAction(async () => {
    const asked = {
      question: question.trim(),
      asOf: asOf || null,
      regionCode: region?.codes.at(-1) ?? null,
    }
    setTried({ asked, reply: await qualityApi.try(asked) })
  })
  return (
    <AdminPage title={words.title} state={words.hint}>
      <form
        className="tester__form"
        onSubmit={(event) => {
          event.preventDefault()
          if (question.trim() !== '') void ask.run()
        }}
      >
        <div className="tester__question">
          <label htmlFor="tester-question">{words.question}</label>
          <Input.TextArea
            id="tester-question"
            autoFocus
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={2000}
            placeholder={words.placeholder}
            value={question}
            onChange={({ target }) => setQuestion(target.value)}
            onPressEnter={(event) => {
              if (event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              event.currentTarget.form?.requestSubmit()
            }}
          />
        </div>
        <div>
          <label htmlFor="tester-day">{words.asOf}</label>
          <Input
            id="tester-day"
            type="date"
            allowClear
            value={asOf}
            onChange={({ target }) => setAsOf(target.value)}
          />
        </div>
        <div>
          <label htmlFor="tester-region">{words.region}</label>
          <RegionPicker
            id="tester-region"
            value={region}
            placeholder={words.everywhere}
            onChange={setRegion}
          />
        </div>
        <Button type="primary" htmlType="submit" loading={ask.isBusy} disabled={question.trim() === ''}>
          {words.ask}
        </Button>
      </form>
      {ask.problem && (
        <Alert className="tester__problem" type="error" showIcon role="alert" title={ask.problem} />
      )}
      {tried ? (
        <TriedResult key={JSON.stringify(tried.asked)} tried={tried} isStale={ask.isBusy} />
      ) : (
        <NothingHere title={words.nothing} hint={words.nothingHint} />
      )}
    </AdminPage>
  )
}

/** That of a kept case. */
function regionOf(parameters: URLSearchParams): RegionPath | null {
  const code = parameters.get('region')
  return code === null ? null : { codes: [code], names: [parameters.get('regionName') ?? code] }
}
