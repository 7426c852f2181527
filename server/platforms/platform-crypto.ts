/** The platforms' own program: it seals what ours opens, and opens what ours seals. */
export { decrypt, encrypt, getSignature } from '@wecom/crypto'
