import { refusalOf, sessionHeaders } from '../../request.js'
import { unreached } from '../../request-failed.js'

/**
 * Sends the bytes of a file, and tells how far it has come: `fetch` cannot.
 * @param onSent share from 0 to 1; at 1 the server is reading what it has
 * @throws {RequestFailed}
 */
export function sendFile(path: string, file: File, onSent: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open('POST', path)
    sending.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(sessionHeaders())) sending.setRequestHeader(name, value)
    sending.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total)
    sending.upload.onload = () => onSent(1)
    sending.onerror = () => reject(unreached())
    sending.onload = () => {
      if (sending.status < 300) return resolve()
      void refusalOf(new Response(sending.responseText, { status: sending.status })).then(reject)
    }
    sending.send(file)
  })
}
