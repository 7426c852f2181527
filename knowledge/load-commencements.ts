import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

let loaded: Map<string, string> | null = null

/**
 * Day an amended text took effect where only the amending decision says it (commencements.csv: `law,versionDate,effectiveFrom`).
 * @returns `YYYY-MM-DD`, or null when the version is not listed
 */
export function listedCommencement(shortTitle: string, versionDate: string): string | null {
  loaded ??= readCommencements()
  return loaded.get(`${shortTitle} ${versionDate}`) ?? null
}

function readCommencements(): Map<string, string> {
  const text = readFileSync(fileURLToPath(new URL('./commencements.csv', import.meta.url)), 'utf8')
  return new Map(
    text
      .split('\n')
      .slice(1)
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [law, versionDate, effectiveFrom] = line.trim().split(',')
        return [`${law} ${versionDate}`, effectiveFrom!] as const
      }),
  )
}
