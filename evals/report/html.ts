/** Text as it may stand in HTML, also in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char]!,
  )
}

/** @param caption text */
export function figure(svg: string, caption: string): string {
  return `<figure>${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>`
}

const NUMBER = /^[-+—]?[\d.%]*( 至 |$)/

/** @param rows cells are HTML; the first of a row is its heading */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heading = head.map((cell) => `<th scope="col">${cell}</th>`).join('')
  const body = rows
    .map(([first, ...rest]) => {
      const cells = rest.map((cell) =>
        NUMBER.test(cell) ? `<td class="number">${cell}</td>` : `<td>${cell}</td>`,
      )
      return `<tr><th scope="row">${first}</th>${cells.join('')}</tr>`
    })
    .join('\n')
  return `<div class="scroll"><table><thead><tr>${heading}</tr></thead><tbody>${body}</tbody></table></div>`
}
