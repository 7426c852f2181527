import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

/** A place in a file of the bundled program. */
const PLACE = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/g

/** In errors, places of the program are those of its sources. Node itself would read every map at every start. */
export function showSources() {
  const maps = new Map()
  Error.prepareStackTrace = (error, calls) =>
    [error, ...calls].join('\n    at ').replace(PLACE, (place, url, line, column) => {
      if (!maps.has(url)) maps.set(url, readMap(`${url}.map`))
      const found = maps.get(url)?.findEntry(line - 1, column - 1)
      if (!found?.originalSource) return place
      const source = new URL(found.originalSource, url)
      return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`
    })
}

function readMap(url) {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(url), 'utf8')))
  } catch {
    return null
  }
}
