import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { PDFParse, VerbosityLevel } from 'pdf-parse'
import { answerInProcess } from './answer-in-process.mjs'

const require = createRequire(import.meta.url)
const pdfjs = dirname(createRequire(require.resolve('pdf-parse')).resolve('pdfjs-dist/package.json'))
// A path, not a URL: the Node build of pdf.js opens it with readFile.
const folder = (name) => join(pdfjs, name) + sep

answerInProcess(async ({ bytes, maxPages, maxTextLength }) => {
  const parser = new PDFParse({
    data: bytes,
    // Without these, fonts in GB encodings give empty text and no error.
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    isEvalSupported: false,
    useSystemFonts: false,
    maxImageSize: 1,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const { total } = await parser.getInfo()
    if (total > maxPages) return { error: 'too_many_pages' }
    const { pages } = await parser.getText({ lineEnforce: true, pageJoiner: '', cellSeparator: ' ' })
    // Pages may share one content, and so hold more than the file does.
    const length = pages.reduce((sum, { text }) => sum + text.length, 0)
    return length > maxTextLength ? { error: 'too_long' } : { pages: pages.map(({ text }) => text) }
  } catch (error) {
    return { error: error?.name === 'PasswordException' ? 'encrypted' : 'malformed' }
  } finally {
    await parser.destroy()
  }
})
