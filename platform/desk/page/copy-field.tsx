import { Button, Input, type InputRef, Space } from 'antd'
import { useRef, useState } from 'react'
import { CopyIcon } from './icons.js'

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
      setSaid('已复制')
    } catch {
      setSaid('已选中，请按 Ctrl + C 复制')
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
          复制
        </Button>
      </Space.Compact>
      <p className="copy__said" role="status">
        {said}
      </p>
    </div>
  )
}
