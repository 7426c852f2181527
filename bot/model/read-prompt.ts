import { readFileSync } from 'node:fs'

/** What a model is told to do: a file with a version in its name, which the trace shows. */
export interface Prompt {
  /** `compose-answer.v1` */
  readonly name: string
  readonly text: string
}

export function readPrompt(name: string): Prompt {
  return { name, text: readFileSync(new URL(`../prompts/${name}.md`, import.meta.url), 'utf8') }
}
