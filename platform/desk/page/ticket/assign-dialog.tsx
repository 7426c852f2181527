import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { type Colleague, deskApi } from '../desk-api.js'
import { FormDialog } from '../form-dialog.js'
import { staffApi } from '../staff-api.js'
import { words } from '../words.js'

interface AssignDialogProps {
  /** Whose staff come first; null: no office in particular. */
  officeId: string | null
  count?: number
  isBusy: boolean
  problem: string | null
  onAssign: (staffId: string) => void
  onClose: () => void
}

/** Who is to do it, by office, each with how much they have in hand. */
export function AssignDialog({ officeId, count = 1, isBusy, problem, onAssign, onClose }: AssignDialogProps) {
  const colleagues = useQuery({ queryKey: ['colleagues'], queryFn: deskApi.colleagues })
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  const nameOf = (id: string | null) =>
    id === null ? words.wholeProvince : (offices.data?.find((office) => office.id === id)?.name ?? '')
  const officeIds = [...new Set(colleagues.data?.map((colleague) => colleague.officeId))]
  officeIds.sort((a, b) => Number(b === officeId) - Number(a === officeId))
  return (
    <FormDialog<{ staffId: string }>
      title={count > 1 ? words.dialogs.assignMany(count) : words.dialogs.assign}
      okText={words.dialogs.assignOk}
      hint={words.dialogs.assignHint}
      isBusy={isBusy}
      problem={problem ?? colleagues.error?.message}
      onFinish={({ staffId }) => onAssign(staffId)}
      onClose={onClose}
    >
      <Form.Item
        name="staffId"
        label={words.dialogs.assignWho}
        rules={[{ required: true, message: words.dialogs.assignMissing }]}
      >
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'search' }}
          loading={colleagues.isPending}
          options={officeIds.map((id) => ({
            label: nameOf(id),
            options: colleagues.data
              ?.filter((member) => member.officeId === id)
              .map((member) => ({
                value: member.id,
                search: `${member.name}${nameOf(id)}`,
                label: lineOf(member),
              })),
          }))}
        />
      </Form.Item>
    </FormDialog>
  )
}

function lineOf({ name, role, openTickets }: Colleague): string {
  return `${name}（${words.roles[role]}，${words.dialogs.openTickets(openTickets)}）`
}
