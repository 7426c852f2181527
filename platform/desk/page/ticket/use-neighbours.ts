import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import type { TicketPage } from '../desk-api.js'

/** The tickets before and after one in the list that was shown last with this filter. */
export function useNeighbours(number: string, filter: string) {
  const client = useQueryClient()
  const list = client.getQueryData<InfiniteData<TicketPage>>(['tickets', filter])
  const numbers = list?.pages.flatMap(({ tickets }) => tickets.map((ticket) => ticket.number)) ?? []
  const at = numbers.indexOf(number)
  const href = (neighbour: string | undefined) =>
    at === -1 || neighbour === undefined ? null : `/tickets/${neighbour}?${filter}`
  return { previous: href(numbers[at - 1]), next: href(numbers[at + 1]) }
}
