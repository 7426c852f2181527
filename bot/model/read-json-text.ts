/**
 * The JSON object in what a model wrote: without thoughts, fences and words around it.
 * @throws {SyntaxError} there is none
 */
export function readJsonText(text: string): unknown {
  return JSON.parse(objectPart(text, true))
}

/** What has been written of the JSON object so far, open strings and brackets closed; null before it begins. */
export function readPartialJson(text: string): unknown {
  const part = objectPart(text, false)
  if (!part.startsWith('{')) return null
  // The end may stand within a key, a number or an escape: step back until what is left can be closed.
  for (let end = part.length; end > 0 && part.length - end < 40; end--) {
    try {
      return JSON.parse(close(part.slice(0, end)))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return null
}

function objectPart(text: string, whole: boolean): string {
  const thought = text.lastIndexOf('</think>')
  const spoken = thought === -1 ? text : text.slice(thought + '</think>'.length)
  if (!whole && thought === -1 && /^\s*<think>/.test(text)) return ''
  const start = spoken.indexOf('{')
  if (start === -1) return ''
  return whole ? spoken.slice(start, spoken.lastIndexOf('}') + 1) : spoken.slice(start)
}

function close(part: string): string {
  const open: string[] = []
  let inString = false
  for (let i = 0; i < part.length; i++) {
    const char = part[i]!
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{') open.push('}')
    else if (char === '[') open.push(']')
    else if (char === '}' || char === ']') {
      open.pop()
      // Anything behind the whole object is not part of it.
      if (open.length === 0) return part.slice(0, i + 1)
    }
  }
  return part.replace(inString ? /$/ : /[,\s]*$/, inString ? '"' : '') + open.reverse().join('')
}
