import { Cascader } from 'antd'
import { useEffect, useState } from 'react'
import { request } from './request.js'

/** A division with those around it, from the province down: codes and names of the same length. */
export interface RegionPath {
  codes: readonly string[]
  names: readonly string[]
}

interface Option {
  value: string
  label: string
  isLeaf: boolean
  children?: Option[]
}

interface RegionPickerProps {
  id: string
  value: RegionPath | null
  placeholder: string
  onChange: (region: RegionPath | null) => void
}

async function childrenOf(parent: string | null): Promise<Option[]> {
  const { regions } = await request<{ regions: { code: string; name: string; hasChildren: boolean }[] }>(
    'GET',
    `/api/regions${parent === null ? '' : `?parent=${parent}`}`,
  )
  return regions.map(({ code, name, hasChildren }) => ({ value: code, label: name, isLeaf: !hasChildren }))
}

/** Province, city, county, township: as far down as it is known. Each level is loaded when it is opened. */
export function RegionPicker({ id, value, placeholder, onChange }: RegionPickerProps) {
  const [options, setOptions] = useState<Option[]>([])
  useEffect(() => {
    // Without the list the name that was chosen is still shown.
    childrenOf(null).then(setOptions, () => {})
  }, [])
  return (
    <Cascader<Option>
      id={id}
      className="region-picker"
      changeOnSelect
      allowClear
      placeholder={placeholder}
      options={options}
      value={value ? [...value.codes] : undefined}
      displayRender={(labels) => (value ? value.names.join('') : labels.join(''))}
      loadData={(opened) => {
        const last = opened.at(-1)
        if (!last) return
        void childrenOf(last.value).then(
          (children) => {
            last.children = children
            setOptions((before) => [...before])
          },
          () => {},
        )
      }}
      onChange={(codes, chosen) => {
        if (!codes || codes.length === 0) return onChange(null)
        onChange({ codes, names: chosen.map(({ label }) => label) })
      }}
    />
  )
}
