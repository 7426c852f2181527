import { Button, Input, type InputRef, Space } from 'antd'
import { useRef, useState } from 'react'
import { CopyIcon } from './icons.js'
import { words } from './words.js'

interface CopyFieldProps {
  label: string
  value: string
}

/** A text to take along. Where the browser lets no page copy, as over plain HTTP, it is marked for Ctrl + C. */
export function CopyField({ label, value }: CopyFieldProps) {
  const fieldRef = useRef<InputRef>(null)
  const [said, setSaid] = useState('')
  const copy = async () => {
    fieldRef.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      setSaid(words.copy.done)
    } catch {
      setSaid(words.copy.marked)
    }
  }
  return (
    <div className="copy">
      <Space.Compact block>
        <Input
          ref={fieldRef}
          aria-label={label}
          value={value}
          readOnly
          onFocus={() => fieldRef.current?.select()}
        />
        <Button type="primary" icon={<CopyIcon />} onClick={() => void copy()}>
          {words.copy.submit}
        </Button>
      </Space.Compact>
      <p className="copy__said" role="status">
        {said}
      </p>
    </div>
  )
}
