/** The queue with all that one sees, narrowed. */
export function queueHref(filter: Readonly<Record<string, string>>): string {
  return `/tickets?${new URLSearchParams({ view: 'below', ...filter })}`
}
