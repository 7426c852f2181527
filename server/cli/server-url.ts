import { createServer } from 'node:net'
import type { Config } from '../config.js'

export const USUAL_PORT = 8080
const TRIED = 20

/** Where staff reach the server: its public address, else this machine at the port that it listens on. */
export function serverUrl({ publicUrl }: Pick<Config, 'publicUrl'>, port = USUAL_PORT): string {
  return publicUrl ?? `http://127.0.0.1:${port}`
}

/** The usual port, or the next one that no other program listens on. */
export async function freePort(): Promise<number> {
  for (let port = USUAL_PORT; port < USUAL_PORT + TRIED; port++) if (await isFree(port)) return port
  return USUAL_PORT
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
