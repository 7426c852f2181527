import type { DataKey } from '../storage/data-key.js'

/** Of base64url: 132 bits. */
const KEY_LENGTH = 22

/**
 * What whoever has it may read one page of ours by: a whole answer, or a passage that is published no longer. It stands
 * as `key` in the page's address.
 */
export function pageKey(dataKey: Pick<DataKey, 'macs'>, page: 'answer' | 'article', id: string): string {
  return pageKeys(dataKey, page, id)[0]!
}

/** Newest first: addresses that were sent before the data key was changed go on. */
export function pageKeys(dataKey: Pick<DataKey, 'macs'>, page: 'answer' | 'article', id: string): string[] {
  return dataKey.macs(`${page} link`, id).map((mac) => mac.toString('base64url').slice(0, KEY_LENGTH))
}
