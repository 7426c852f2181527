import { isLearnedFile } from '../learned-file.js'
import type { StatuteDetails } from '../statute-details.js'
import { FOLDERS, WITHDRAWN_FOLDER } from './folder-format.js'
import type { KeptVersion } from './read-versions.js'

const MAX_NAME_BYTES = 160
const ID_LENGTH = 8

/** A document of the folder and what stands in it, in order. */
export interface PlacedDocument {
  path: string
  versions: readonly KeptVersion[]
}

/**
 * Which document each version stands in: Q&A of one file together, all others alone. A name depends on what is kept,
 * never on an order; two of one name are told apart by the beginning of their ids. A guide that is edited keeps its
 * name, and its earlier text goes to the withdrawn ones.
 * @returns by path
 */
export function placeVersions(versions: readonly KeptVersion[]): PlacedDocument[] {
  const groups = new Map<string, KeptVersion[]>()
  for (const version of versions) {
    const key = groupOf(version)
    groups.set(key, [...(groups.get(key) ?? []), version])
  }
  const named = [...groups.values()].map((group) => ({ group, path: pathOf(group, false) }))
  const counts = new Map<string, number>()
  for (const { path } of named) counts.set(plain(path), (counts.get(plain(path)) ?? 0) + 1)
  return named
    .map(({ group, path }) => ({
      path: counts.get(plain(path)) === 1 ? path : pathOf(group, true),
      versions: group.sort(byPlace),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Confirmed answers as in their file; Q&A by their question, which stays when an answer changes. */
function byPlace(a: KeptVersion, b: KeptVersion): number {
  const lines = (a.held[0]?.line ?? 0) - (b.held[0]?.line ?? 0)
  if (lines !== 0) return lines
  return `${a.source.title}\n${a.version.id}` < `${b.source.title}\n${b.version.id}` ? -1 : 1
}

/** Disks may take the two for one. */
const plain = (path: string) => path.normalize('NFC').toLowerCase()

function groupOf(version: KeptVersion): string {
  const { id, file, status } = version.version
  if (isLearnedFile(file)) return JSON.stringify([status, learnedName(file)])
  return version.source.kind === 'faq' && status !== 'withdrawn'
    ? JSON.stringify([file, version.source.region_code])
    : id
}

function pathOf(group: readonly KeptVersion[], withId: boolean): string {
  const { source, version } = group[0]!
  const isWithdrawn = version.status === 'withdrawn'
  const top = isWithdrawn ? `${WITHDRAWN_FOLDER}/` : ''
  const tail = withId || isWithdrawn ? `~${version.id.slice(0, ID_LENGTH)}` : ''
  if (isLearnedFile(version.file)) {
    const stem = learnedName(version.file).split('/').map(safeName).join('/')
    return `${top}${FOLDERS.confirmed}/${stem}${withId ? tail : ''}.jsonl`
  }
  const folder = `${top}${FOLDERS[source.kind]}/${source.region_code ?? 'national'}`
  if (group.length > 1) {
    const stem = version.file
      .replace(/\.\w+$/, '')
      .split('/')
      .map(safeName)
      .join('/')
    return `${folder}/${stem}${tail}.md`
  }
  if (source.kind !== 'statute') return `${folder}/${shortName(source.title, version.id, tail)}.md`
  const { part } = JSON.parse(version.details) as StatuteDetails
  const name = source.short_title + (part === null ? '' : `·${part}`)
  // Without a date only its file tells a text from another of the same law.
  const date = version.version_date
  const told = date === null ? `~${version.id.slice(0, ID_LENGTH)}` : tail
  return `${folder}/${shortName(name, version.id, told)}${date === null ? '' : `(${date})`}.md`
}

/** All answers confirmed at the desk stand together. */
function learnedName(file: string): string {
  return /^desk\/[^/]+$/.test(file) ? 'desk' : file.replace(/\.jsonl$/, '')
}

function shortName(title: string, id: string, tail: string): string {
  const name = safeName(title)
  return name === title || tail !== '' ? name + tail : `${name}~${id.slice(0, ID_LENGTH)}`
}

/** Without what some disk does not take. */
function safeName(name: string): string {
  const safe = name
    .replace(/[\p{Cc}\p{Cf}<>:"|?*/\\~]/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '_')
    .replace(/^$/, '_')
  if (Buffer.byteLength(safe) <= MAX_NAME_BYTES) return safe
  let short = ''
  for (const character of safe) {
    if (Buffer.byteLength(short + character) > MAX_NAME_BYTES) break
    short += character
  }
  return short
}
