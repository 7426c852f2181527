/** A line that leads to a page of ours: its name, a space, its address. Other addresses stay where they are read. */
export function readLink(line: string): { name: string; url: string } | null {
  const [, name, url] = /^(.+) (https?:\/\/\S+\/(?:articles|answers)\/[^\s"]+)$/u.exec(line) ?? []
  return name !== undefined && url !== undefined ? { name, url } : null
}
