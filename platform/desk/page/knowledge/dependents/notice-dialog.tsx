import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Input, Select } from 'antd'
import { useState } from 'react'
import type { DependentRow } from '../../../../knowledge/dependents/dependent-wire.js'
import { Dialog } from '../../dialog.js'
import { Loaded } from '../../loaded.js'
import { useAction } from '../../use-action.js'
import { dependentsApi } from './dependents-api.js'
import { dependentsWords as words } from './dependents-words.js'
import { NoticeList } from './notice-list.js'

const DAYS = [7, 30, 90, 180]
const DEFAULT_DAYS = 30

/** How many got the old answer, what they are to be told, and who has to agree. */
export function NoticeDialog({ row, onClose }: { row: DependentRow; onClose: () => void }) {
  const { versionId } = row
  const client = useQueryClient()
  const { message } = App.useApp()
  const [days, setDays] = useState(DEFAULT_DAYS)
  const [text, setText] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['knowledge', 'affected', versionId, days],
    queryFn: () => dependentsApi.affected(versionId, days),
    placeholderData: keepPreviousData,
  })
  const settle = async (said: string) => {
    await client.invalidateQueries({ queryKey: ['knowledge', 'affected'] })
    message.success(said)
  }
  const written = text ?? query.data?.suggestedText ?? ''
  const propose = useAction(async () => {
    await dependentsApi.propose({ versionId, days, text: written })
    await settle(words.proposed)
  })
  const waits = (query.data?.conversations ?? 0) - (query.data?.told ?? 0)
  const isProposed = query.data?.notices.some(({ status }) => status === 'proposed') ?? false
  return (
    <Dialog
      title={words.tellTitle}
      okText={words.propose}
      cancelText={words.close}
      confirmLoading={propose.isBusy}
      okButtonProps={{ disabled: waits <= 0 || isProposed || written.trim().length < 10 }}
      onOk={() => void propose.run()}
      onCancel={onClose}
    >
      <p className="notice__hint">{words.tellHint}</p>
      {propose.problem && <Alert type="error" showIcon role="alert" title={propose.problem} />}
      <div className="notice__days">
        <label htmlFor="notice-days">{words.days}</label>
        <Select
          id="notice-days"
          value={days}
          onChange={setDays}
          options={DAYS.map((value) => ({ value, label: words.daysOf(value) }))}
        />
      </div>
      <Loaded query={query}>
        {({ answers, conversations, told, notices }) => (
          <>
            <p aria-live="polite">
              {words.affected(answers, conversations)}
              {words.told(told)}
            </p>
            <label htmlFor="notice-text">{words.noticeText}</label>
            <Input.TextArea
              id="notice-text"
              value={written}
              onChange={({ target }) => setText(target.value)}
              maxLength={500}
              autoSize={{ minRows: 3, maxRows: 8 }}
            />
            {notices.length > 0 && <NoticeList notices={notices} onSettled={settle} />}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
