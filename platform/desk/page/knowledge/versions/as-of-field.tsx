import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { versionName } from '../sources/version-name.js'
import { versionsApi } from './versions-api.js'
import { versionsWords as words } from './versions-words.js'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Which version counted on a day, or why none did. */
export function AsOfField({ sourceId }: { sourceId: string }) {
  const [date, setDate] = useState('')
  const { data, error } = useQuery({
    queryKey: ['knowledge', 'as-of', sourceId, date],
    queryFn: () => versionsApi.asOf(sourceId, date),
    enabled: DAY.test(date),
  })
  return (
    <div className="diff__as-of">
      <label htmlFor="as-of">{words.asOf}</label>
      <Input type="date" id="as-of" value={date} onChange={({ target }) => setDate(target.value)} />
      <span aria-live="polite">
        {error?.message ??
          (data &&
            (data.none === null
              ? data.inForce.map(({ version }) => words.inForce(versionName(version))).join('；')
              : words.why[data.none](data.since)))}
      </span>
    </div>
  )
}
