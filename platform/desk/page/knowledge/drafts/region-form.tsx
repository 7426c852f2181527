import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { type RegionPath, RegionPicker } from '../../region-picker.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'
import { draftWords as words } from './draft-words.js'

interface RegionFormProps {
  reply: DraftReply
  onDone: (reply: DraftReply) => Promise<void>
}

/** Where a local text holds, when its document does not say it, or says it wrongly. */
export function RegionForm({ reply: { draft, regionCode, sources }, onDone }: RegionFormProps) {
  const { message } = App.useApp()
  const given: RegionPath | null =
    regionCode === null ? null : { codes: [regionCode], names: [sources[0]?.regionName ?? regionCode] }
  const [chosen, setChosen] = useState<RegionPath | null>(given)
  const code = chosen?.codes.at(-1) ?? null
  const save = useAction(async () => {
    await onDone(await knowledgeApi.editDraft(draft.id, { version: draft.version, regionCode: code }))
    message.success(words.regionSaved)
  })
  return (
    <div className="region-form">
      <label htmlFor="draft-region">{words.region}</label>
      <RegionPicker id="draft-region" value={chosen} placeholder={words.everywhere} onChange={setChosen} />
      {code !== regionCode && (
        <Button loading={save.isBusy} onClick={() => void save.run()}>
          {words.regionSave}
        </Button>
      )}
      <span className="region-form__hint">{words.regionHint}</span>
      {save.problem && <Alert type="error" showIcon role="alert" title={save.problem} />}
    </div>
  )
}
