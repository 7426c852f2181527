import mammoth from 'mammoth'
import { answerInProcess } from './answer-in-process.mjs'

answerInProcess(async ({ bytes }) => {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      {
        // Pictures hold no text, and unpacking them costs memory.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        styleMap: ['p => p:fresh', 'r => '],
        ignoreEmptyParagraphs: true,
      },
    )
    return { text: htmlLines(value) }
  } catch {
    return { error: 'malformed' }
  }
})

/** mammoth writes few elements and escapes everything else. */
function htmlLines(html) {
  return html
    .replace(/<tr>(.*?)<\/tr>/gs, (_row, cells) => {
      const texts = [...cells.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((cell) =>
        cell[1]
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
