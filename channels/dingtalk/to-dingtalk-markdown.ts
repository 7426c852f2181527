const LONGEST_TITLE = 20

/** DingTalk shows two lines as one unless spaces stand before the break, and documents no backslash: a sign that is to mean nothing is written wide. */
export function toDingtalkMarkdown(markdown: string): string {
  return markdown
    .replace(/\\([\\`*_[\]<>#~|])/g, (_, sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replaceAll('\n', '  \n  ')
}

/** What the list of conversations and notices show of a message. */
export function titleOf(markdown: string): string {
  const [line = ''] = markdown.split('\n')
  const plain = line.replace(/\\|\*\*/g, '')
  return plain.length > LONGEST_TITLE ? `${plain.slice(0, LONGEST_TITLE)}…` : plain || '答复'
}
