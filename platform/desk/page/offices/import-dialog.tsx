import { Alert, Button, Spin } from 'antd'
import { useState } from 'react'
import { Dialog } from '../dialog.js'
import { DropField } from '../drop-field.js'
import { useAction } from '../use-action.js'
import { ImportLines } from './import-lines.js'
import { officeWords } from './office-words.js'
import { OFFICE_TABLE, officesApi, type Preview, type Table } from './offices-api.js'

interface ImportDialogProps {
  onDone: (added: number, changed: number) => Promise<void>
  onClose: () => void
}

/** A table of offices: what it would do, line by line; nothing is written before one has seen that. */
export function ImportDialog({ onDone, onClose }: ImportDialogProps) {
  const { importing: said } = officeWords
  const [checked, setChecked] = useState<{ table: Table; preview: Preview } | null>(null)
  const check = useAction(async (file: File) => {
    const table = { fileName: file.name, content: await base64Of(file) }
    setChecked({ table, preview: await officesApi.preview(table) })
  })
  const write = useAction(async ({ table, preview }: { table: Table; preview: Preview }) => {
    const { added, changed } = await officesApi.import(table, preview.plan)
    await onDone(added, changed)
  })
  const counts = checked?.preview.counts
  const count = counts ? counts.added + counts.changed : 0
  const problem = write.problem ?? check.problem
  return (
    <Dialog
      width={860}
      title={said.title}
      okText={said.ok(count)}
      okButtonProps={{ disabled: count === 0 }}
      footer={checked ? undefined : null}
      confirmLoading={write.isBusy}
      onOk={() => checked && void write.run(checked)}
      onCancel={onClose}
    >
      {problem && <Alert type="error" showIcon title={problem} role="alert" className="import__problem" />}
      {check.isBusy && (
        <div className="import__reading" aria-busy="true">
          <Spin /> {said.reading}
        </div>
      )}
      {!checked && !check.isBusy && (
        <>
          <p className="dialog__hint">{said.start}</p>
          <DropField accept=".xlsx,.csv" onFiles={([file]) => file && void check.run(file)}>
            {said.drop}
          </DropField>
          <p className="import__hint">
            {said.startHint} <a href={OFFICE_TABLE}>{officeWords.download}</a>
          </p>
        </>
      )}
      {checked && counts && (
        <>
          <div className="import__file">
            <strong>{checked.table.fileName}</strong>
            <Button type="link" size="small" onClick={() => setChecked(null)}>
              {said.other}
            </Button>
          </div>
          <ul className="import__counts">
            {(['added', 'changed', 'same', 'refused'] as const).map((kind) => (
              <li key={kind} data-kind={counts[kind] > 0 ? kind : undefined}>
                <strong>{counts[kind]}</strong> {said.counts[kind]}
              </li>
            ))}
          </ul>
          <p className="dialog__hint">
            {count === 0 ? said.nothing : counts.refused > 0 ? said.skip(counts.refused) : said.once}
          </p>
          <ImportLines lines={checked.preview.lines} />
        </>
      )}
    </Dialog>
  )
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
