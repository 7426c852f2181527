import { inflateRawSync } from 'node:zlib'
import { UnreadableFileError } from './parsed-source.js'

export interface ZipLimits {
  /** Sum of all entries, unpacked. Default 200 MB. */
  maxTotalBytes: number
  /** Sum of the parts that parsers build objects of, ten and more bytes for each one. Default 30 MB. */
  maxXmlBytes: number
  /** Unpacked size over packed size, looked at from 10 MB unpacked on. Default 200. */
  maxRatio: number
  maxEntries: number
}

export const ZIP_LIMITS: ZipLimits = {
  maxTotalBytes: 200_000_000,
  maxXmlBytes: 30_000_000,
  maxRatio: 200,
  maxEntries: 10_000,
}

interface Entry {
  name: string
  packedBytes: number
  unpackedBytes: number
  method: number
  encrypted: boolean
  offset: number
}

/**
 * Looks through the central directory of an Office file before anybody unpacks it, then unpacks every part within the
 * size stated there, since a bomb may understate it, and refuses document type declarations (entity bombs).
 * @returns names of the entries
 * @throws {UnreadableFileError} too_large, encrypted or malformed
 */
export function checkZip(bytes: Buffer, file: string, limits: ZipLimits = ZIP_LIMITS): string[] {
  const entries = readDirectory(bytes, file, limits)
  const total = sumOf(entries, 'unpackedBytes')
  const packed = sumOf(entries, 'packedBytes')
  const xml = sumOf(entries.filter(isXml), 'unpackedBytes')
  if (total > limits.maxTotalBytes || (total > 10_000_000 && total > packed * limits.maxRatio)) {
    throw new UnreadableFileError(
      file,
      'too_large',
      `${file} unpacks to ${megabytes(total)} MB, more than a document needs: check where it comes from`,
    )
  }
  if (xml > limits.maxXmlBytes) {
    throw new UnreadableFileError(
      file,
      'too_large',
      `${file} holds ${megabytes(xml)} MB of text and layout, more than ${megabytes(limits.maxXmlBytes)} MB: split it`,
    )
  }
  if (entries.some((entry) => entry.encrypted)) {
    throw new UnreadableFileError(
      file,
      'encrypted',
      `${file} is protected by a password: save it without one`,
    )
  }
  for (const entry of entries) {
    const content = unpack(bytes, entry, file)
    if (isXml(entry)) checkXml(content, file)
  }
  return entries.map((entry) => entry.name)
}

function sumOf(entries: readonly Entry[], size: 'packedBytes' | 'unpackedBytes'): number {
  return entries.reduce((sum, entry) => sum + entry[size], 0)
}

function isXml({ name }: Entry): boolean {
  return /\.(?:xml|rels|vml)$/i.test(name)
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6)
}

function malformed(file: string): UnreadableFileError {
  return new UnreadableFileError(
    file,
    'malformed',
    `${file} is damaged: open it in an office program and save it again`,
  )
}

function readDirectory(bytes: Buffer, file: string, limits: ZipLimits): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw malformed(file)
  const count = bytes.readUInt16LE(end + 10)
  let position = bytes.readUInt32LE(end + 16)
  // Otherwise the parsers look for a directory elsewhere in the file.
  if (bytes.readUInt32LE(end + 4) !== 0 || position + bytes.readUInt32LE(end + 12) !== end)
    throw malformed(file)
  if (count > limits.maxEntries) {
    throw new UnreadableFileError(
      file,
      'too_large',
      `${file} holds ${count} parts, more than ${limits.maxEntries}: check it`,
    )
  }
  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    if (position + 46 > bytes.length || bytes.readUInt32LE(position) !== 0x02014b50) throw malformed(file)
    const nameLength = bytes.readUInt16LE(position + 28)
    entries.push({
      encrypted: (bytes.readUInt16LE(position + 8) & 1) === 1,
      method: bytes.readUInt16LE(position + 10),
      packedBytes: bytes.readUInt32LE(position + 20),
      unpackedBytes: bytes.readUInt32LE(position + 24),
      offset: bytes.readUInt32LE(position + 42),
      name: bytes.toString('utf8', position + 46, position + 46 + nameLength),
    })
    position += 46 + nameLength + bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32)
  }
  // The parsers read entries as long as there are any, whatever their stated count.
  if (position !== end) throw malformed(file)
  return entries
}

function unpack(bytes: Buffer, entry: Entry, file: string): Buffer {
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== 0x04034b50)
    throw malformed(file)
  const start =
    entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
  if (start + entry.packedBytes > bytes.length) throw malformed(file)
  const packed = bytes.subarray(start, start + entry.packedBytes)
  if (entry.method === 0) return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) })
  } catch {
    throw malformed(file)
  }
}

function checkXml(xml: Buffer, file: string): void {
  const head = xml.subarray(0, 100_000).toString('latin1')
  if (/<!(?:DOCTYPE|ENTITY)/i.test(head.replaceAll('\0', ''))) throw malformed(file)
}
