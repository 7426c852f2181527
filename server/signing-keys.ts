import type { ExchangeKey } from '../platform/exchange/sign-request.js'
import { ConfigError } from './config-error.js'

/** HMAC-SHA256 is as strong as a key of that length. */
const LEAST_SECRET_BYTES = 32

/** @param text `id:secret`, comma-separated. @throws {ConfigError} without the text itself, which holds secrets */
export function signingKeys(setting: string, text: string): ExchangeKey[] {
  const keys = text.split(',').map((entry) => {
    const [, id, secret] = /^([\w.-]{1,40}):([\x21-\x7e]+)$/.exec(entry.trim()) ?? []
    if (!id || !secret || secret.length < LEAST_SECRET_BYTES) {
      // Never the entry itself: it holds a secret.
      throw new ConfigError(
        `Setting ${setting}: takes id:secret, comma-separated, each secret of at least ${LEAST_SECRET_BYTES} printable ASCII characters, such as the output of \`openssl rand -hex 32\``,
      )
    }
    return { id, secret }
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new ConfigError(`Setting ${setting}: each key needs an id of its own`)
  }
  return keys
}
