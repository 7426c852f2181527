import { en } from './en.js'
import { type Words, zhCN } from './zh-CN.js'

/** @param language a BCP 47 tag; anything but English reads Chinese */
export function wordsFor(language: string | null): Words {
  return language?.toLowerCase().startsWith('en') ? en : zhCN
}
