import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { SourceReply } from '../../../../knowledge/sources/source-wire.js'
import { Dialog } from '../../dialog.js'
import { useAction } from '../../use-action.js'
import { ChangedAlert, isChanged } from '../changed-alert.js'
import { chinaDay } from '../day-words.js'
import { knowledgeApi } from '../knowledge-api.js'
import { sourceWords as words } from './source-words.js'

type Care = SourceReply['care']

interface Fields {
  ownerId?: string
  /** '' where there is none. */
  reviewBy: string
  expiresOn: string
}

const MONTHS = { quarter: 3, half: 6, year: 12 } as const

interface CareDialogProps {
  sourceId: string
  care: Care
  onClose: () => void
}

export function CareDialog({ sourceId, care: shown, onClose }: CareDialogProps) {
  // As it was when the dialog opened: what somebody else sets meanwhile is not written over.
  const [care] = useState(shown)
  const [form] = Form.useForm<Fields>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const choices = useQuery({
    queryKey: ['knowledge', 'choices'],
    queryFn: knowledgeApi.choices,
    staleTime: 300_000,
  })
  const save = useAction(async ({ ownerId, reviewBy, expiresOn }: Fields) => {
    await knowledgeApi.setCare(sourceId, {
      version: care.version,
      ownerId: ownerId ?? null,
      reviewBy: reviewBy || null,
      expiresOn: expiresOn || null,
    })
    await client.invalidateQueries({ queryKey: ['knowledge'] })
    message.success(words.careSaved)
    onClose()
  })
  const reload = async () => {
    await client.invalidateQueries({ queryKey: ['knowledge', 'source', sourceId] })
    onClose()
  }
  const keepers = choices.data?.keepers ?? []
  // Who has left, and is still named.
  const isGone = care.ownerId !== null && !keepers.some(({ id }) => id === care.ownerId)
  return (
    <Dialog
      title={words.care}
      confirmLoading={save.isBusy}
      onOk={form.submit}
      onCancel={onClose}
      okButtonProps={{ disabled: isChanged(save.failure) }}
    >
      {isChanged(save.failure) ? (
        <ChangedAlert
          failure={save.failure}
          hint={words.careChangedHint}
          reload={words.careReload}
          onReload={() => void reload()}
        />
      ) : (
        save.problem && <Alert type="error" showIcon title={save.problem} role="alert" />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          ownerId: care.ownerId ?? undefined,
          reviewBy: care.reviewBy ?? '',
          expiresOn: care.expiresOn ?? '',
        }}
        onFinish={(fields) => void save.run(fields)}
      >
        <Form.Item name="ownerId" label={words.owner}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={words.nobody}
            options={[
              ...(isGone ? [{ value: care.ownerId!, label: care.ownerName ?? '' }] : []),
              ...keepers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reviewBy"
          label={words.reviewBy}
          extra={
            <span className="care__quick">
              {words.reviewByHint}
              {(Object.keys(MONTHS) as (keyof typeof MONTHS)[]).map((key) => (
                <Button
                  key={key}
                  size="small"
                  onClick={() => form.setFieldValue('reviewBy', inMonths(MONTHS[key]))}
                >
                  {words.in[key]}
                </Button>
              ))}
            </span>
          }
        >
          <Input type="date" allowClear className="care__date" />
        </Form.Item>
        <Form.Item name="expiresOn" label={words.expiresOn} extra={words.expiresOnHint}>
          <Input type="date" allowClear className="care__date" />
        </Form.Item>
      </Form>
    </Dialog>
  )
}

function inMonths(count: number): string {
  const day = new Date(chinaDay(Date.now()))
  day.setUTCMonth(day.getUTCMonth() + count)
  return day.toISOString().slice(0, 10)
}
