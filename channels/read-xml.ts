import { isUtf8 } from 'node:buffer'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { UnreadableRequestError } from './channel.js'

// Numbers stay text: a MsgId has 19 digits. Entities are not read: none of the platforms declares any.
const parser = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  trimValues: false,
})

/**
 * The fields of a flat message in XML, as text; nested ones are left out.
 * @throws {UnreadableRequestError}
 */
export function readXml(body: Buffer | string): Record<string, string> {
  const text = typeof body === 'string' ? body : isUtf8(body) ? body.toString('utf8') : ''
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true)
    throw new UnreadableRequestError('The body is no XML without declarations')
  const { xml } = parser.parse(text) as { xml?: unknown }
  if (typeof xml !== 'object' || xml === null) throw new UnreadableRequestError('The body has no <xml>')
  return Object.fromEntries(Object.entries(xml).filter((entry) => typeof entry[1] === 'string'))
}

/** @param fields written as CDATA; numbers as they are */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(fields).map(([name, value]) => {
    const written =
      typeof value === 'number' ? value : `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
    return `<${name}>${written}</${name}>`
  })
  return `<xml>${lines.join('')}</xml>`
}
