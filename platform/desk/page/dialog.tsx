import { Modal, type ModalProps } from 'antd'
import { useRef } from 'react'

const FIELDS = 'input:not([type="hidden"]):not([hidden]), textarea, [role="combobox"]'

/** A dialog that one can type into at once: the first field has the focus, not the cross. */
export function Dialog(props: Omit<ModalProps, 'open'>) {
  const bodyRef = useRef<HTMLDivElement>(null)
  return (
    <Modal
      {...props}
      open
      afterOpenChange={(isOpen) => {
        if (isOpen) bodyRef.current?.querySelector<HTMLElement>(FIELDS)?.focus()
      }}
    >
      <div ref={bodyRef}>{props.children}</div>
    </Modal>
  )
}
