const SECOND_MS = 1000

/** What a technical fault of the exchange means, in the order in which they are tried. */
const MEANINGS: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/HTTP (401|403)\b/, ([, status]) => `对方不认我方的签名（HTTP ${status}），请核对双方的密钥和时钟`],
  [/HTTP (404|405|410)\b/, ([, status]) => `对方没有这个接收地址（HTTP ${status}），请核对 EXCHANGE_URL`],
  [/HTTP (408|429)\b/, ([, status]) => `对方太忙，请稍后再发（HTTP ${status}）`],
  [/HTTP (3\d\d)\b/, ([, status]) => `对方让转到别的地址（HTTP ${status}），按约定不跟随`],
  [
    /HTTP (4\d\d)(?:: ([\s\S]+))?$/,
    ([, status, said]) => `对方不收这条消息（HTTP ${status}）${quoted(said)}`,
  ],
  [/HTTP (5\d\d)(?:: ([\s\S]+))?$/, ([, status, said]) => `对方系统出错（HTTP ${status}）${quoted(said)}`],
  [
    /no answer within (\d+) ms/,
    ([, ms]) => `对方 ${Math.max(1, Math.round(Number(ms) / SECOND_MS))} 秒内没有应答`,
  ],
  [/ECONNREFUSED/, () => '连不上对方：那个地址上没有程序在接收'],
  [/ENOTFOUND|EAI_AGAIN/, () => '找不到对方的域名，请核对地址和域名解析'],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET|other side closed|terminated/, () => '连接中途断了'],
  [/ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH/, () => '到对方的网络不通'],
  [/CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO_VERIFY/, () => '对方的证书有问题'],
  [/longer than \d+ bytes/, () => '对方的应答太长'],
  [/another form than agreed/, () => '对方给的工单清单和约定的格式不一样'],
  [/again and again|more than \d+ pages/, () => '对方的工单清单翻不到最后一页'],
]

/** @param fault as the exchange stored it, English @returns what staff read; a fault that nobody has met yet as it is */
export function plainFault(fault: string): string {
  for (const [pattern, meaning] of MEANINGS) {
    const match = pattern.exec(fault)
    if (match) return meaning(match)
  }
  return `发送时出错：${fault}`
}

/** What the other side said about it, as far as it said anything. */
function quoted(said: string | undefined): string {
  return said?.trim() ? `，说的是“${said.trim()}”` : ''
}
