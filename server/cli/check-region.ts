import { isRegionCode } from '../../knowledge/regions.js'
import { UsageError } from './output.js'

/** @throws {UsageError} a code is given and there is no such division */
export function checkRegion(code: string | null | undefined, where = '--region'): void {
  if (code && !isRegionCode(code)) {
    throw new UsageError(`${where} is ${code}: there is no such division code`)
  }
}
