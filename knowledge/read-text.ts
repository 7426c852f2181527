import { UnreadableFileError } from './parsed-source.js'

/**
 * Text in UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030 (which includes GBK and GB2312).
 * @throws {UnreadableFileError} wrong_format for binary content, unreadable for another encoding
 */
export function readText(bytes: Buffer, file: string): string {
  const text = decodeText(bytes, file)
  // No database stores it, and no text has one.
  if (text.includes('\0')) throw notText(file)
  return text
}

function decodeText(bytes: Buffer, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes, file)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes, file)
  // Before another encoding is blamed.
  if (bytes.includes(0)) throw notText(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decode('gb18030', bytes, file)
  }
}

function notText(file: string): UnreadableFileError {
  return new UnreadableFileError(
    file,
    'wrong_format',
    `${file} is not text: check its ending, or save it as UTF-8`,
  )
}

function decode(encoding: string, bytes: Buffer, file: string): string {
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableFileError(file, 'unreadable', `${file} is in an unknown encoding: save it as UTF-8`)
  }
  // Bytes of another encoding mostly pass as GB18030, as private-use characters and rare signs.
  const odd = text.match(/[\ue000-\uf8ff\ufffd\u0080-\u009f]/g)?.length ?? 0
  if (odd > 5 + text.length / 50) {
    throw new UnreadableFileError(file, 'unreadable', `${file} is in an unknown encoding: save it as UTF-8`)
  }
  return text
}
