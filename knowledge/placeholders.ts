/** What every place fills in for itself: {{本地：收费标准}}. */
const PLACEHOLDER = /\{\{(?:本地[：:])?([^{}]*)\}\}/g

/** @returns the text with each placeholder replaced, `what` being what is still to be filled in */
export function replacePlaceholders(text: string, by: (what: string) => string): string {
  return text.replace(PLACEHOLDER, (_, what: string) => by(what.trim()))
}

/** For reading: 电话{{本地：电话}} becomes 电话（待填写：电话）. */
export function sayPlaceholders(text: string): string {
  return replacePlaceholders(text, (what) => (what === '' ? '（待填写）' : `（待填写：${what}）`))
}
