import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Ticket } from '../desk-api.js'
import { ProposeDialog } from './propose-dialog.js'
import { reviewApi } from './review-api.js'

/** Proposing what was answered in a ticket, and what became of it. */
export function useProposing({ number, answeredAt, version }: Ticket) {
  const [isOpen, setOpen] = useState(false)
  const { data, refetch } = useQuery({
    queryKey: ['ticket-qa', number, version],
    queryFn: () => reviewApi.ofTicket(number),
    enabled: answeredAt !== null,
  })
  const draft = data?.draft ?? null
  return {
    proposal: data?.proposal ?? null,
    propose: draft ? () => setOpen(true) : null,
    dialog: isOpen && data && draft && (
      <ProposeDialog
        number={number}
        draft={draft}
        qa={data}
        onClose={() => setOpen(false)}
        onDone={() => {
          setOpen(false)
          void refetch()
        }}
      />
    ),
  }
}
