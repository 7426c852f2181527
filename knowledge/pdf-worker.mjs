// Runs in a thread of its own: a hostile PDF may loop or eat memory, and a thread can be ended from outside.
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PDFParse, VerbosityLevel } from 'pdf-parse'

const require = createRequire(import.meta.url)
const pdfjs = dirname(createRequire(require.resolve('pdf-parse')).resolve('pdfjs-dist/package.json'))
// A path, not a URL: the Node build of pdf.js opens it with readFile.
const folder = (name) => join(pdfjs, name) + sep

const { bytes, maxPages } = workerData
try {
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
  const { total } = await parser.getInfo()
  if (total > maxPages) parentPort.postMessage({ error: 'too_many_pages', total })
  else {
    const { pages } = await parser.getText({ lineEnforce: true, pageJoiner: '', cellSeparator: ' ' })
    parentPort.postMessage({ pages: pages.map(({ text }) => text) })
  }
} catch (error) {
  parentPort.postMessage({ error: error?.name === 'PasswordException' ? 'encrypted' : 'malformed' })
}
