/** crypto.randomUUID exists only on secure origins, and an office may serve the desk over plain HTTP. */
export function newMessageId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
