import { App, Button } from 'antd'
import { words } from '../words.js'

/** Codes for a lost phone, the one time that they are shown. */
export function CodeList({ codes }: { codes: readonly string[] }) {
  const { message } = App.useApp()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'))
      message.success(words.enrol.copied)
    } catch {
      message.warning(words.enrol.notCopied)
    }
  }
  return (
    <>
      <ul className="entrance__codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button block onClick={() => void copy()}>
        {words.enrol.copyCodes}
      </Button>
    </>
  )
}
