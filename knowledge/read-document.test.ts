import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UnreadableFileError } from './parsed-source.js'
import { readDocument } from './read-document.js'
import { HTML_LIMITS, readHtml } from './read-html.js'
import { PROCESS_LIMITS } from './read-in-process.js'
import { PDF_LIMITS, readPdf } from './read-pdf.js'
import { readTable } from './read-table.js'
import { buildPdf } from './testing/build-pdf.js'
import { buildDocx, buildXlsx, buildZip } from './testing/build-zip.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wenfa-read-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(name: string, content: string | Buffer, maxBytes = 1_000_000) {
  const path = join(folder, name)
  await writeFile(path, content)
  const document = await readDocument(path, { maxBytes })
  return document.format === 'table' ? expect.fail(`${name} is a table`) : document.text
}

async function refusal(name: string, content: string | Buffer, maxBytes?: number): Promise<string> {
  const error = await read(name, content, maxBytes).then(
    () => expect.fail(`${name} was read`),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UnreadableFileError)
  expect((error as Error).message).toContain(name)
  return (error as UnreadableFileError).reason
}

const GB_TEXT = Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5]) // 第一条

describe('reading text', () => {
  it('reads UTF-8 with and without a mark, UTF-16 and GB18030', async () => {
    expect(await read('a.txt', '第一条')).toBe('第一条')
    expect(await read('b.txt', '\ufeff第一条')).toBe('第一条')
    expect(await read('c.txt', Buffer.from('\ufeff第一条', 'utf16le'))).toBe('第一条')
    expect(await read('d.txt', GB_TEXT)).toBe('第一条')
  })

  it('refuses empty files, blank files and files over the limit', async () => {
    expect(await refusal('empty.md', '')).toBe('empty')
    expect(await refusal('blank.md', ' \n\u3000\n')).toBe('empty')
    expect(await refusal('large.txt', '长'.repeat(1000), 2000)).toBe('too_large')
  })

  it('refuses a file that is not what its ending says', async () => {
    expect(await refusal('a.md', buildPdf([['甲']]))).toBe('wrong_format')
    expect(await refusal('a.pdf', '第一条')).toBe('wrong_format')
    expect(await refusal('a.docx', '第一条')).toBe('wrong_format')
    expect(await refusal('b.docx', buildXlsx([['甲']]))).toBe('wrong_format')
    expect(await refusal('b.txt', Buffer.from([1, 0, 2, 0, 3]))).toBe('wrong_format')
  })

  it('says what to do about formats it does not read', async () => {
    expect(await refusal('a.doc', 'x')).toBe('unsupported')
    expect(await refusal('b.exe', 'x')).toBe('unsupported')
    await expect(readDocument(join(folder, 'a.doc'))).rejects.toThrow('save it as .docx')
    await expect(readDocument(join(folder, 'missing.txt'))).rejects.toThrow('cannot be opened')
  })
})

describe('reading DOCX', () => {
  it('gives one line a paragraph', async () => {
    expect(await read('law.docx', buildDocx(['示例条例', '第一条　为了示例。', '&lt;甲&gt;']))).toBe(
      '示例条例\n第一条　为了示例。\n<甲>',
    )
  })

  it('refuses bombs: huge parts, parts that lie about their size, entities', async () => {
    const part = (content: string | Buffer, statedBytes?: number) =>
      buildZip([
        { name: 'word/document.xml', content, ...(statedBytes === undefined ? {} : { statedBytes }) },
      ])
    expect(await refusal('huge.docx', part('x', 900_000_000))).toBe('too_large')
    expect(await refusal('ratio.docx', part(Buffer.alloc(20_000_000)))).toBe('too_large')
    expect(await refusal('liar.docx', part(Buffer.alloc(5_000_000), 100))).toBe('malformed')
    expect(await refusal('entity.docx', part('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))).toBe('malformed')
    expect(await refusal('cut.docx', buildDocx(['甲']).subarray(0, 200))).toBe('malformed')
  })

  it('refuses parts that nobody reads and that lie about their size', async () => {
    const picture = { name: 'word/media/a.bin', content: Buffer.alloc(5_000_000), statedBytes: 100 }
    const document = { name: 'word/document.xml', content: '<a/>' }
    expect(await refusal('picture.docx', buildZip([document, picture]))).toBe('malformed')
  })

  it('refuses more XML than there is memory for', async () => {
    const xml = Array.from({ length: 1_100_000 }, (_, n) => `<a n="${n}"/>`).join('')
    const parts = ['word/document.xml', 'word/styles.xml'].map((name) => ({ name, content: xml }))
    expect(await refusal('long.docx', buildZip(parts), 50_000_000)).toBe('too_large')
  })

  it('refuses a directory that names fewer parts than it has', async () => {
    const parts = ['word/document.xml', 'word/more.xml'].map((name) => ({ name, content: '<a/>' }))
    const zip = buildZip(parts)
    zip.writeUInt16LE(1, zip.length - 12)
    expect(await refusal('count.docx', zip)).toBe('malformed')
  })

  it('refuses files under a password', async () => {
    expect(await refusal('locked.docx', buildZip([{ name: 'a', content: 'b', encrypted: true }]))).toBe(
      'encrypted',
    )
    expect(await refusal('ole.docx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('encrypted')
  })
})

describe('reading HTML', () => {
  it('leaves scripts, styles and forms out', async () => {
    const text = await read(
      'page.html',
      '<html><head><title>示例条例</title><script>alert(1)</script></head><body><form>登录</form><h1>示例条例</h1><p>第一条 为了&nbsp;示例。<script>x</script></p><p onclick="y()">第二条 &lt;略&gt;</p></body></html>',
    )
    expect(text).toBe('示例条例\n第一条 为了 示例。\n第二条 <略>')
  })

  it('gives one line a block, and one a row of a table', async () => {
    const text = await read(
      'table.html',
      `<h1>收费标准</h1><!-- <p>注</p> --><div>第一条 如<b>下</b>表。<br>单位：元</div>
       <table><tr><th>项目</th><th>金额</th></tr><tr><td title="<td>甲</td>">乙
       丙</td><td><p>5</p></td></tr></table>
       <table><tr><td><p>第二条 略。</p><table><tr><td>丁</td><td>戊</td></tr></table></td></tr></table>`,
    )
    expect(text.split('\n')).toEqual([
      '收费标准',
      '第一条 如下表。',
      '单位：元',
      '| 项目 | 金额 |',
      '| 乙 丙 | 5 |',
      '第二条 略。',
      '| 丁 | 戊 |',
    ])
  })

  it('reads or refuses at once what is made to take long', async () => {
    const page = (name: string, html: string) => read(name, `<h1>示例条例</h1><p>第一条 略。</p>${html}`)
    expect(await refusal('deep.html', '<div>'.repeat(2000))).toBe('malformed')
    expect(await refusal('deeper.html', '<div>'.repeat(15_000))).toBe('malformed')
    expect(await page('flat.html', '<p>乙'.repeat(2000))).toContain('第一条 略。\n乙\n乙')
    expect(await page('rows.html', `<p title="${'<tr>'.repeat(150_000)}">乙</p>`)).toContain(
      '第一条 略。\n乙',
    )
    expect(await page('comments.html', `<p>乙</p>${'<!--'.repeat(150_000)}`)).toContain('第一条 略。\n乙')
  }, 60_000)

  it('ends a page that takes too long, and reads the next one', async () => {
    const html = '<p>第一条 略。</p>'.repeat(20_000)
    await expect(readHtml(html, 'x.html', { ...HTML_LIMITS, timeoutMs: 1 })).rejects.toThrow('took longer')
    expect(await readHtml('<p>第一条 略。</p>', 'y.html')).toBe('第一条 略。')
  })
})

describe('reading PDF', () => {
  it('reads fonts in Chinese encodings, joins wrapped lines and drops page numbers and running heads', async () => {
    const page = (number: number, ...lines: string[]) => ['示例条例汇编', ...lines, `— ${number} —`]
    const text = await read(
      'law.pdf',
      buildPdf([
        page(
          1,
          '第一条 为了规范示例服务，保护公民、法人和其他组织的合法权益，',
          '根据有关法律，制定本条例。',
          '第二条 本条例适用于示例。',
        ),
        page(2, '（一）甲；', '（二）乙。'),
        page(3, '第三条 本条例自公布之日起施行。'),
      ]),
    )
    expect(text.split('\n')).toEqual([
      '第一条 为了规范示例服务，保护公民、法人和其他组织的合法权益，根据有关法律，制定本条例。',
      '第二条 本条例适用于示例。',
      '（一）甲；',
      '（二）乙。',
      '第三条 本条例自公布之日起施行。',
    ])
  })

  it('says that a scan needs text recognition', async () => {
    expect(await refusal('scan.pdf', buildPdf([[], []]))).toBe('needs_ocr')
  })

  it('refuses damaged files, too many pages and files that take too long', async () => {
    expect(await refusal('damaged.pdf', '%PDF-1.4\nnothing')).toBe('malformed')
    const three = buildPdf([['甲'], ['乙'], ['丙']])
    const limits = { ...PDF_LIMITS, maxPages: 2 }
    await expect(readPdf(three, 'x.pdf', limits)).rejects.toMatchObject({ reason: 'too_large' })
    await expect(readPdf(three, 'x.pdf', { ...limits, maxPages: 9, timeoutMs: 1 })).rejects.toThrow(
      'took longer',
    )
  })

  it('ends a page that unpacks beyond its memory, and reads the next file', async () => {
    const bomb = buildPdf([['甲']], 400_000_000)
    const limits = { ...PDF_LIMITS, maxMemoryMegabytes: 300 }
    await expect(readPdf(bomb, 'bomb.pdf', limits)).rejects.toThrow('needs too much memory')
    expect(await read('next.pdf', buildPdf([['第一条 为了示例，制定本办法。']]))).toContain('第一条')
  })

  it('puts characters in place of the radicals that fonts give', async () => {
    expect(await read('radicals.pdf', buildPdf([['⼈⺠法院可以根据当事⼈的申请']]))).toBe(
      '人民法院可以根据当事人的申请',
    )
  })
})

describe('reading tables', () => {
  it('reads CSV in UTF-8 and GB18030, and XLSX, into the same rows', async () => {
    const rows = [
      { line: 1, cells: ['问题', '答案'] },
      { line: 3, cells: ['甲', '乙,丙'] },
    ]
    expect(await readTable(Buffer.from('\ufeff问题,答案\n,\n甲,"乙,丙"\n'), 'a.csv')).toEqual(rows)
    expect(
      await readTable(
        buildXlsx([
          ['问题', '答案'],
          ['', ''],
          ['甲', '乙,丙'],
        ]),
        'a.xlsx',
      ),
    ).toEqual(rows)
    expect(await readTable(GB_TEXT, 'b.csv')).toEqual([{ line: 1, cells: ['第一条'] }])
  })

  it('refuses workbooks that unfold beyond what the file shows, and reads the next one', async () => {
    const limits = { ...PROCESS_LIMITS, maxHeapMegabytes: 64 }
    const merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    const checked =
      '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>'
    for (const afterRows of [merged, checked]) {
      const wide = buildXlsx([['甲']], { afterRows })
      await expect(readTable(wide, 'wide.xlsx', limits)).rejects.toThrow('needs too much memory')
    }
    const shared = '长'.repeat(20_000)
    const long = buildXlsx(
      Array.from({ length: 2000 }, () => [shared]),
      { shared },
    )
    await expect(readTable(long, 'long.xlsx')).rejects.toThrow('30 million characters')
    expect(await readTable(buildXlsx([['甲']]), 'a.xlsx')).toEqual([{ line: 1, cells: ['甲'] }])
  })

  it('refuses empty tables and other Office files', async () => {
    await expect(readTable(Buffer.from(',,\n'), 'a.csv')).rejects.toMatchObject({ reason: 'empty' })
    await expect(readTable(buildDocx(['甲']), 'a.xlsx')).rejects.toMatchObject({ reason: 'wrong_format' })
  })
})
