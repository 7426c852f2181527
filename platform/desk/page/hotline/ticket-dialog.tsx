import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, Radio, Result, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { MATTERS } from '../../../../knowledge/matter.js'
import { Dialog } from '../dialog.js'
import type { RegionPath } from '../region-picker.js'
import { staffApi } from '../staff-api.js'
import { useAction } from '../use-action.js'
import { words as deskWords } from '../words.js'
import { hotlineApi, type Opened, type TicketForm } from './hotline-api.js'
import { hotlineWords as words } from './hotline-words.js'

const PARTS = ['who', 'what', 'when', 'where', 'wish'] as const

type Values = TicketForm & { agreed?: boolean; isChild?: boolean }

interface TicketDialogProps {
  callId: string
  /** What the caller said. */
  text: string
  phone: string
  /** Chosen for the call; null: what is heard in the words counts. */
  region: RegionPath | null
  /** What staff took over and changed; '': nothing. */
  answer: string
  onClose: () => void
  onNext: () => void
}

/** The ticket as the call suggests it, to be changed before it is opened; then its number, to be read out. */
export function TicketDialog({ callId, text, phone, region, answer, onClose, onNext }: TicketDialogProps) {
  const [form] = Form.useForm<Values>()
  const [opened, setOpened] = useState<Opened | null>(null)
  const regionCode = region?.codes.at(-1) ?? null
  const draft = useQuery({
    queryKey: ['hotline-draft', callId, text, regionCode],
    queryFn: () => hotlineApi.draft(callId, text, regionCode),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  const open = useAction(async (values: TicketForm) => {
    setOpened(await hotlineApi.open(callId, values))
  })
  if (opened) {
    return (
      <Dialog title={words.form} footer={null} onCancel={onClose} width={640}>
        <Result
          status="success"
          title={words.opened}
          subTitle={<span className="opened__number">{opened.number}</span>}
          extra={[
            <Link key="ticket" href={`/tickets/${opened.number}`}>
              {words.toTicket}
            </Link>,
            <Button key="next" type="primary" autoFocus onClick={onNext}>
              {words.next}
            </Button>,
          ]}
        >
          <p className="opened__hint">{words.readOut}</p>
          <p className="opened__line">{opened.line}</p>
        </Result>
      </Dialog>
    )
  }
  const { data } = draft
  const regions = new Map(offices.data?.map(({ regionCode, name }) => [regionCode, name]))
  if (data?.regionCode && data.regionName) regions.set(data.regionCode, data.regionName)
  return (
    <Dialog
      title={words.form}
      width={720}
      okText={words.open}
      cancelText={deskWords.cancel}
      confirmLoading={open.isBusy}
      okButtonProps={{ disabled: !data }}
      onOk={form.submit}
      onCancel={onClose}
    >
      {(open.problem ?? draft.error?.message) && (
        <Alert type="error" showIcon role="alert" title={open.problem ?? draft.error?.message} />
      )}
      {draft.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && (
        <Form
          form={form}
          layout="vertical"
          className="ticket-form"
          initialValues={{ ...data, phone, answer: answer || data.answer }}
          onFinish={({ agreed, isChild, ...values }) =>
            void open.run({
              ...values,
              text,
              serviceLine: data.serviceLine,
              regionCode: values.regionCode ?? null,
              phone: values.phone?.trim() || null,
              consent: agreed ? (isChild ? 'guardian' : 'own') : null,
            })
          }
        >
          {PARTS.map((part) => (
            <Form.Item key={part} name={['facts', part]} label={deskWords.ticket.parts[part]}>
              <Input.TextArea rows={2} maxLength={500} autoFocus={part === 'who'} />
            </Form.Item>
          ))}
          <Form.Item name="matter" label={words.matter}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={Object.entries(MATTERS).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="regionCode" label={words.region}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={[...regions].map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="urgency" label={words.urgency}>
            <Radio.Group
              options={[
                { value: 'normal', label: words.normal },
                { value: 'urgent', label: words.urgent },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="phone"
            label={words.contact}
            extra={words.contactHint}
            dependencies={['agreed', 'urgency']}
            rules={[
              ({ getFieldsValue }) => ({
                validator: async (_, phone: string | undefined) => {
                  const { agreed, urgency } = getFieldsValue(['agreed', 'urgency'])
                  if (phone?.trim() && !agreed && urgency !== 'urgent') throw new Error(words.noConsent)
                },
              }),
            ]}
          >
            <Input inputMode="tel" autoComplete="off" />
          </Form.Item>
          <div className="ticket-form__wide ticket-form__consent">
            <p>
              {words.readFirst}
              <q>{data.notice}</q>
            </p>
            <Form.Item name="agreed" valuePropName="checked" noStyle>
              <Checkbox>{words.agreed}</Checkbox>
            </Form.Item>
            <Form.Item name="isChild" valuePropName="checked" noStyle>
              <Checkbox>{words.isChild}</Checkbox>
            </Form.Item>
          </div>
          <Form.Item name="answer" label={words.answer} className="ticket-form__wide">
            <Input.TextArea rows={6} />
          </Form.Item>
          {data.sources.length > 0 && (
            <p className="ticket-form__wide ticket-form__grounds">
              {words.grounds}：{data.sources.map(({ name }) => name).join('、')}
            </p>
          )}
        </Form>
      )}
    </Dialog>
  )
}
