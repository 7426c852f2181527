import { Select } from 'antd'
import type { AddressFilter } from './use-address-filter.js'

interface FilterSelectProps<Name extends string> {
  filter: AddressFilter<Name>
  /** What it narrows by. */
  name: Name
  label: string
  options: { value: string; label: string }[]
}

/** Longer lists are searched. */
const MOST_UNSEARCHED = 6

/** Narrows a list by one of some values; cleared, by none. */
export function FilterSelect<Name extends string>({ filter, name, label, options }: FilterSelectProps<Name>) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={options.length > MOST_UNSEARCHED ? { optionFilterProp: 'label' } : false}
      popupMatchSelectWidth={false}
      value={filter.value(name)}
      onChange={(value: string | undefined) => {
        const change: Partial<Record<string, string | null>> = { [name]: value ?? null }
        filter.change(change as Partial<Record<Name, string | null>>)
      }}
      options={options}
      className="filters__select"
    />
  )
}
