import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTextModel, type StoredTextModel, type TextModel } from './text-model.js'

/** Read when it is first asked for. @param name of a file beside this one, without `-model.json` */
export function modelReader<Label extends string>(name: string): () => TextModel<Label> {
  let loaded: TextModel<Label> | null = null
  return () => {
    if (loaded === null) {
      const text = readFileSync(join(import.meta.dirname, `${name}-model.json`), 'utf8')
      loaded = openTextModel(JSON.parse(text) as StoredTextModel<Label>)
    }
    return loaded
  }
}
