import { Button, Input, type InputRef } from 'antd'
import { type ComponentProps, useRef } from 'react'
import { draftWords as words } from './draft-words.js'

type TextAreaRef = { resizableTextArea?: { textArea: HTMLTextAreaElement } } & Pick<InputRef, 'focus'>

interface BodyFieldProps extends Pick<ComponentProps<typeof Input.TextArea>, 'onKeyDown'> {
  id: string
  value: string
  onChange: (text: string) => void
}

/** The text of a guide or an answer, with buttons that put the marks of headings, steps and so on. */
export function BodyField({ id, value, onChange, onKeyDown }: BodyFieldProps) {
  const fieldRef = useRef<TextAreaRef>(null)
  const insert = (mark: string, isLine: boolean) => {
    const area = fieldRef.current?.resizableTextArea?.textArea
    if (!area) return
    const { selectionStart: start, selectionEnd: end } = area
    const before = value.slice(0, start)
    const put = isLine && before !== '' && !before.endsWith('\n') ? `\n${mark}` : mark
    onChange(before + put + value.slice(isLine ? start : end))
    const caret = isLine ? start + put.length : start + put.indexOf('〔') + 1
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(caret, caret)
    })
  }
  return (
    <>
      <div className="body-marks" role="toolbar" aria-label={words.marks.label}>
        <Button size="small" onClick={() => insert('## ', true)}>
          {words.marks.heading}
        </Button>
        <Button size="small" onClick={() => insert('1. ', true)}>
          {words.marks.step}
        </Button>
        <Button size="small" onClick={() => insert('- ', true)}>
          {words.marks.item}
        </Button>
        <Button size="small" onClick={() => insert('> ', true)}>
          {words.marks.notice}
        </Button>
        <Button size="small" onClick={() => insert('〔〕', false)}>
          {words.marks.citation}
        </Button>
      </div>
      <Input.TextArea
        id={id}
        ref={fieldRef as never}
        className="editor__text"
        autoSize={{ minRows: 10 }}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={onKeyDown}
      />
    </>
  )
}
