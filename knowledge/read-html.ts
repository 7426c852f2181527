import { UnreadableFileError } from './parsed-source.js'

const MAX_ELEMENTS = 200_000

/**
 * The article of a web page as lines; scripts, styles, menus and forms are left out. Nothing is executed or fetched.
 * @throws {UnreadableFileError} too_large, empty
 */
export async function readHtml(html: string, file: string): Promise<string> {
  if ((html.match(/</g)?.length ?? 0) > MAX_ELEMENTS) {
    throw new UnreadableFileError(
      file,
      'too_large',
      `${file} has more than ${MAX_ELEMENTS} elements: save the article only`,
    )
  }
  const { parseHTML } = await import('linkedom')
  const { Readability } = await import('@mozilla/readability')
  const { document } = parseHTML(/<html/i.test(html) ? html : `<html><body>${html}</body></html>`)
  for (const element of document.querySelectorAll(
    'script,style,noscript,iframe,object,embed,form,template,svg',
  )) {
    element.remove()
  }
  const whole = blockLines(document.body?.innerHTML ?? '')
  const title = document.querySelector('h1')?.textContent?.trim() ?? document.title?.trim() ?? ''
  const article = new Readability(document.cloneNode(true) as never, { charThreshold: 100 }).parse()
  const found = article?.content ? blockLines(article.content) : ''
  // Readability drops parts of very plain pages, which many statute pages are.
  const lines = found.length >= whole.length * 0.6 ? found : whole
  const text = title !== '' && !lines.slice(0, 400).includes(title) ? `${title}\n${lines}` : lines
  if (text.trim() === '') {
    throw new UnreadableFileError(file, 'empty', `${file} holds no text: save the page with its content`)
  }
  return text
}

function blockLines(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/<tr[^>]*>(.*?)<\/tr>/gi, (_row, cells: string) => {
      const texts = [...cells.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gi)].map((cell) =>
        cell[1]!.replace(/<[^>]+>/g, '').trim(),
      )
      return `<p>| ${texts.join(' | ')} |</p>`
    })
    .replace(
      /<(?:br|hr)[^>]*>|<\/?(?:p|div|h\d|li|ul|ol|table|section|article|header|footer|blockquote|pre|dd|dt)[^>]*>/gi,
      '\n',
    )
    .replace(/<[^>]+>/g, '')
    .replace(/&nbsp;|&ensp;|&emsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(\d{1,6});/g, (_code, number: string) =>
      String.fromCodePoint(Math.min(Number(number), 0x10ffff)),
    )
    .replace(/\u00a0/g, ' ')
    .replace(/&amp;/g, '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
