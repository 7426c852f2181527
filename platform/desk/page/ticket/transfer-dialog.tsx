import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Input, Radio, Skeleton } from 'antd'
import { SERVICE_LINES } from '../../../../knowledge/service-line.js'
import { deskApi, type OfficeNear } from '../desk-api.js'
import { Dialog } from '../dialog.js'
import { words } from '../words.js'

interface TransferDialogProps {
  /** Of the first one, where there are several: who stands around it. */
  number: string
  count?: number
  isBusy: boolean
  problem: string | null
  onTransfer: (officeId: string, reason: string) => void
  onClose: () => void
}

/** To whom a ticket can go: who stands above, beside and below, each with what it does and how to reach it. */
export function TransferDialog({
  number,
  count = 1,
  isBusy,
  problem,
  onTransfer,
  onClose,
}: TransferDialogProps) {
  const [form] = Form.useForm<{ officeId: string; reason: string }>()
  const ticket = useQuery({ queryKey: ['ticket', number], queryFn: () => deskApi.ticket(number) })
  const targets = ticket.data?.transferTargets
  const groups = targets
    ? ([
        ['above', targets.above ? [targets.above] : []],
        ['beside', targets.beside],
        ['below', targets.below],
      ] as const)
    : []
  return (
    <Dialog
      width={640}
      title={count > 1 ? words.dialogs.transferMany(count) : words.dialogs.transfer}
      okText={words.dialogs.transferOk}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="dialog__hint">{words.dialogs.transferHint}</p>
      {(problem ?? ticket.error?.message) && (
        <Alert type="error" showIcon title={problem ?? ticket.error?.message} role="alert" />
      )}
      {ticket.isPending && <Skeleton active />}
      {targets && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ officeId, reason }) => onTransfer(officeId, reason.trim())}
        >
          <Form.Item
            name="officeId"
            label={words.dialogs.office}
            rules={[{ required: true, message: words.dialogs.officeMissing }]}
          >
            <Radio.Group className="offices">
              {groups.map(
                ([place, offices]) =>
                  offices.length > 0 && (
                    <fieldset key={place}>
                      <legend>{words.dialogs.places[place]}</legend>
                      {offices.map((office) => (
                        <Radio key={office.id} value={office.id}>
                          <OfficeLine office={office} />
                        </Radio>
                      ))}
                    </fieldset>
                  ),
              )}
              {groups.every(([, offices]) => offices.length === 0) && <p>{words.dialogs.noOffice}</p>}
            </Radio.Group>
          </Form.Item>
          <Form.Item
            name="reason"
            label={words.dialogs.reason}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input.TextArea
              autoSize={{ minRows: 2 }}
              maxLength={500}
              placeholder={words.dialogs.transferReason}
            />
          </Form.Item>
        </Form>
      )}
    </Dialog>
  )
}

function OfficeLine({ office }: { office: OfficeNear }) {
  const lines = office.serviceLines.map((line) => SERVICE_LINES[line as keyof typeof SERVICE_LINES] ?? line)
  const about = [
    words.levels[office.level],
    lines.length > 0 ? lines.join('、') : words.dialogs.allLines,
    office.phone,
    office.hours,
  ].filter(Boolean)
  return (
    <span className="offices__line">
      <strong>{office.name}</strong>
      <span>{about.join(' · ')}</span>
    </span>
  )
}
