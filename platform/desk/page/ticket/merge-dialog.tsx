import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { deskApi } from '../desk-api.js'
import { Dialog } from '../dialog.js'
import { StatusTag } from '../status-tag.js'
import { words } from '../words.js'

interface MergeDialogProps {
  number: string
  isBusy: boolean
  problem: string | null
  onMerge: (into: string, reason: string) => void
  onClose: () => void
}

/** Into which ticket a duplicate goes: found by its number or its words. */
export function MergeDialog({ number, isBusy, problem, onMerge, onClose }: MergeDialogProps) {
  const [form] = Form.useForm<{ into: string; reason: string }>()
  const [search, setSearch] = useState('')
  const found = useQuery({
    queryKey: ['tickets', 'merge', search],
    queryFn: () => deskApi.tickets(new URLSearchParams({ view: 'below', q: search, limit: '8' })),
    enabled: search.trim().length >= 2,
  })
  const tickets = found.data?.tickets.filter((each) => each.number !== number) ?? []
  return (
    <Dialog
      width={600}
      title={words.dialogs.merge}
      okText={words.dialogs.mergeOk}
      okButtonProps={{ danger: true }}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="dialog__hint">{words.dialogs.mergeHint(number)}</p>
      {problem && <Alert type="error" showIcon title={problem} role="alert" />}
      <Input.Search
        autoFocus
        aria-label={words.dialogs.mergeSearch}
        placeholder={words.dialogs.mergeSearch}
        loading={found.isFetching}
        onSearch={setSearch}
        enterButton
      />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="dialog__form"
        initialValues={{ reason: words.dialogs.mergeReason }}
        onFinish={({ into, reason }) => onMerge(into, reason.trim())}
      >
        <Form.Item
          name="into"
          label={words.dialogs.mergeInto}
          rules={[{ required: true, message: words.dialogs.mergeMissing }]}
        >
          <Radio.Group className="offices">
            {tickets.map((each) => (
              <Radio key={each.number} value={each.number}>
                <span className="offices__line">
                  <strong>
                    {each.number} <StatusTag status={each.status} />
                  </strong>
                  <span>{each.summary}</span>
                </span>
              </Radio>
            ))}
            {found.data && tickets.length === 0 && <p>{words.queue.empty.filtered}</p>}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="reason" label={words.dialogs.reason} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Dialog>
  )
}
