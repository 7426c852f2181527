import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { deskApi, type TicketRow } from '../desk-api.js'

const PAGE = 50

export interface QueueRow {
  row: TicketRow
  /** Was here, and no longer belongs here. */
  isGone: boolean
}

/**
 * The list as it is read: what arrives is counted and waits, what changes changes in its place, and what leaves stays
 * dimmed, so that nothing moves under one's eyes until one asks for it.
 */
export function useQueue(filter: string) {
  const client = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: ['tickets', filter],
    queryFn: ({ pageParam }) => {
      const parameters = new URLSearchParams(filter)
      parameters.set('limit', String(PAGE))
      if (pageParam !== null) parameters.set('cursor', pageParam)
      return deskApi.tickets(parameters)
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  // Which tickets are shown, in which order; begun anew with another filter, grown by another page.
  const [, redraw] = useState(0)
  const shown = useRef<{ filter: string; pages: number; rows: Map<string, TicketRow> }>({
    filter: '',
    pages: 0,
    rows: new Map(),
  })
  const { data } = query
  const current = new Map(data?.pages.flatMap(({ tickets }) => tickets).map((row) => [row.number, row]))
  if (data && (shown.current.filter !== filter || shown.current.rows.size === 0)) {
    shown.current = { filter, pages: data.pages.length, rows: current }
  } else if (data && data.pages.length > shown.current.pages) {
    const rows = new Map(shown.current.rows)
    for (const row of data.pages.slice(shown.current.pages).flatMap(({ tickets }) => tickets)) {
      if (!rows.has(row.number)) rows.set(row.number, row)
    }
    shown.current = { filter, pages: data.pages.length, rows }
  }
  const isCurrent = data !== undefined && shown.current.filter === filter
  const rows: QueueRow[] = isCurrent
    ? [...shown.current.rows].map(([number, before]) => {
        const row = current.get(number)
        if (row) shown.current.rows.set(number, row)
        return { row: row ?? before, isGone: row === undefined }
      })
    : []
  return {
    query,
    rows,
    total: data?.pages.at(-1)?.total ?? 0,
    freshCount: isCurrent
      ? [...current.keys()].filter((number) => !shown.current.rows.has(number)).length
      : 0,
    showFresh() {
      shown.current = { filter, pages: data?.pages.length ?? 0, rows: current }
      redraw((count) => count + 1)
    },
    /** Asks again, without moving anything. */
    refresh: () => client.invalidateQueries({ queryKey: ['tickets'] }),
  }
}
