import { UnreadableFileError } from './parsed-source.js'
import { checkZip, ZIP_LIMITS, type ZipLimits } from './zip-guard.js'

/**
 * Paragraphs of a Word document, one a line; table rows as `| a | b |`.
 * @throws {UnreadableFileError} wrong_format, encrypted, too_large, malformed
 */
export async function readDocx(bytes: Buffer, file: string, limits: ZipLimits = ZIP_LIMITS): Promise<string> {
  const names = checkZip(bytes, file, limits)
  if (!names.includes('word/document.xml')) {
    throw new UnreadableFileError(file, 'wrong_format', `${file} is not a Word document: save it as .docx`)
  }
  const mammoth = await import('mammoth')
  try {
    const { value } = await mammoth.default.convertToHtml(
      { buffer: bytes },
      {
        // Pictures hold no text, and unpacking them costs memory.
        convertImage: mammoth.default.images.imgElement(async () => ({ src: '' })),
        styleMap: ['p => p:fresh', 'r => '],
        ignoreEmptyParagraphs: true,
      },
    )
    return htmlLines(value)
  } catch {
    throw new UnreadableFileError(file, 'malformed', `${file} is damaged: open it in Word and save it again`)
  }
}

/** mammoth writes few elements and escapes everything else. */
function htmlLines(html: string): string {
  return html
    .replace(/<tr>(.*?)<\/tr>/gs, (_row, cells: string) => {
      const texts = [...cells.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((cell) =>
        cell[1]!
          .replace(/<\/p>(?=.)/g, ' ')
          .replace(/<[^>]+>/g, '')
          .trim(),
      )
      return `\n| ${texts.join(' | ')} |\n`
    })
    .replace(/<br ?\/?>|<\/(?:p|h\d|li|table)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n{2,}/g, '\n')
    .trim()
}
