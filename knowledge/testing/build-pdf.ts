import { deflateSync } from 'node:zlib'

/**
 * A PDF whose font is not embedded and encoded as Chinese law publishers do (UniGB-UCS2-H): its text can be read only with
 * the packed character maps.
 * @param pages lines of each page; an empty list makes a page without text, as a scan has
 * @param blanks so many stand packed behind the text of each page, as in a bomb
 */
export function buildPdf(pages: string[][], blanks = 0): Buffer {
  const objects: string[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 5 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ]
  for (const [index, lines] of pages.entries()) {
    const text = lines.map((line, row) => `1 0 0 1 60 ${780 - row * 20} Tm <${hex(line)}> Tj`).join('\n')
    const stream = lines.length === 0 ? '' : `BT /F1 12 Tf\n${text}\nET`
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${7 + index * 2} 0 R>>`,
      blanks === 0 ? streamOf('', stream) : streamOf('/Filter/FlateDecode', packed(stream, blanks)),
    )
  }
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const xref = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

function streamOf(filter: string, content: string): string {
  return `<<${filter}/Length ${content.length}>>\nstream\n${content}\nendstream`
}

function packed(stream: string, blanks: number): string {
  return deflateSync(Buffer.concat([Buffer.from(stream), Buffer.alloc(blanks, ' ')])).toString('latin1')
}

function hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex')
}
