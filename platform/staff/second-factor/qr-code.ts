import { renderSVG } from 'uqr'

/** An SVG document of its own. */
export function qrCodeSvg(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 2 })
}
