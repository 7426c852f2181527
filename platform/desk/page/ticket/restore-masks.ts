import type { Ticket } from '../desk-api.js'

/** A token as it stands in masked text, as bot/mask-personal-data.ts makes them. */
const TOKEN = /\[(?:身份证|电话|银行卡|证件|车牌|邮箱|微信|账号|QQ|地址|姓名)\d+\]/g

/** Puts back what the tokens stand for; one of which nobody knows stays. */
export function restoreMasks(text: string, masks: Ticket['masks']): string {
  return text.replace(TOKEN, (token) => masks.find((mask) => mask.token === token)?.value ?? token)
}

/** What would reach the citizen as a token, each once. */
export function tokensIn(text: string): string[] {
  return [...new Set(text.match(TOKEN))]
}
