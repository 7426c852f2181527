import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { SearchIcon } from '../icons.js'

const TYPING_MS = 300

interface SearchBoxProps {
  label: string
  placeholder: string
  value: string
  onSearch: (text: string) => void
}

/** Searches when one stops typing. */
export function SearchBox({ label, placeholder, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, value, onSearch])
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      prefix={<SearchIcon />}
      value={text}
      maxLength={100}
      onChange={({ target }) => setText(target.value)}
      className="filters__search"
    />
  )
}
