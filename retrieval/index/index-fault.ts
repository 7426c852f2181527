/** What the system says of a file of the index, as what is to be done; other errors as they are. */
export function indexFault(error: unknown, indexDir: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Error(
        `The disk is full, the search index cannot be written to ${indexDir}: free some space and run \`wenfa index\``,
        { cause: error },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
      return new Error(
        `The search index cannot be written to ${indexDir} (${code}): it must be a folder in which this user may write`,
        { cause: error },
      )
    default:
      return error
  }
}
