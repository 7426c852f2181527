/** Items with a React key of their own and their position from 1: two items of one list may say the same. */
export function keyed<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): { key: string; item: Item; position: number }[] {
  return items.map((item, index) => ({ key: `${index} ${nameOf(item)}`, item, position: index + 1 }))
}
