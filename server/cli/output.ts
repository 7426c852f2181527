import { barProgress, lineProgress, type Progress } from './progress.js'

/** What a command prints: results to stdout, everything else to stderr. */
export interface Output {
  json: boolean
  /** One JSON document, or the text made for people. */
  result(value: unknown, text: () => string): void
  /** A line for people, on stderr. */
  say(line: string): void
  /** A bar on a terminal, plain lines elsewhere, on stderr. */
  progress(label: string): Progress
}

/** A mistake in the way a command was called: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/**
 * What cannot be written is said in one line, and the exit code is 1. A reader that has read enough and left, such as
 * `head`, is no fault.
 */
export function watchOutput(): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    process.stdout.on('error', () => {})
    if (error.code === 'EPIPE') return
    process.stderr.write(`The result could not be written to stdout: ${error.message}\n`)
    // At the very end: the command itself may still set its own code.
    process.once('exit', () => {
      process.exitCode = 1
    })
  })
  process.stderr.on('error', () => {})
}

export function createOutput(json: boolean): Output {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  return {
    json,
    result: (value, text) => process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`),
    say,
    progress: (label) => (process.stderr.isTTY ? barProgress(label) : lineProgress(label, say)),
  }
}
