import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { officeWords } from './office-words.js'
import { officesApi } from './offices-api.js'

const TYPING_MS = 250

interface RegionFieldProps {
  id?: string
  /** A division code. */
  value?: string
  onChange?: (code: string) => void
  /** What the code that stands there first is called. */
  known?: { code: string; name: string }
}

/** A region, found by part of its name or by its code. */
export function RegionField({ id, value, onChange, known }: RegionFieldProps) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  const regions = useQuery({
    queryKey: ['regions', asked],
    queryFn: () => officesApi.regions(asked),
    enabled: asked !== '',
    staleTime: Infinity,
    placeholderData: (before) => before,
  })
  const found = asked === '' ? (known ? [known] : []) : (regions.data ?? [])
  return (
    <Select
      id={id}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value}
      onChange={(code: string) => onChange?.(code)}
      loading={regions.isFetching}
      notFoundContent={officeWords.form.regionNone}
      options={found.map(({ code, name }) => ({ value: code, label: `${name}（${code}）` }))}
    />
  )
}
