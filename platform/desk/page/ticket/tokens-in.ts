/** A token as it stands in masked text, as bot/mask-personal-data.ts makes them. */
const TOKEN = /\[(?:身份证|电话|银行卡|证件|车牌|邮箱|微信|QQ|地址|姓名)\d+\]/g

/** What would reach the citizen as a token, each once. */
export function tokensIn(text: string): string[] {
  return [...new Set(text.match(TOKEN))]
}
