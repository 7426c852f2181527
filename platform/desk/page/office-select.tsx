import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { staffApi } from './staff-api.js'
import { words } from './words.js'

/** Stands for "bound to no office": a select knows no null. */
const PROVINCE = 'province'

interface OfficeSelectProps {
  id?: string
  /** null: the whole province, or no office above. */
  value?: string | null
  onChange?: (officeId: string | null) => void
  /** What null is called; absent: it cannot be chosen. */
  nullLabel?: string
  /** Left out. */
  exceptId?: string
}

/** One of the offices that the member sees, found by part of its name. */
export function OfficeSelect({ id, value, onChange, nullLabel, exceptId }: OfficeSelectProps) {
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  const options = (offices.data ?? [])
    .filter((office) => office.id !== exceptId)
    .map((office) => ({ value: office.id, label: `${office.name}（${words.levels[office.level]}）` }))
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      loading={offices.isPending}
      value={value === null ? PROVINCE : value}
      onChange={(chosen: string) => onChange?.(chosen === PROVINCE ? null : chosen)}
      options={[...(nullLabel ? [{ value: PROVINCE, label: nullLabel }] : []), ...options]}
    />
  )
}
