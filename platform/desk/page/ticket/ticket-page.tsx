import { useQuery } from '@tanstack/react-query'
import { Alert, App, Segmented, Tabs } from 'antd'
import { useRef, useState } from 'react'
import { Link, useLocation, useParams, useSearch } from 'wouter'
import { ArticleReader } from '../../../../ui/article-reader.js'
import { type Command, deskApi, type Ticket } from '../desk-api.js'
import { Found } from '../found.js'
import { ShortcutHelp } from '../queue/shortcut-help.js'
import { TicketProposal } from '../review/ticket-proposal.js'
import { useProposing } from '../review/use-proposing.js'
import { useSession } from '../session.js'
import { useAction } from '../use-action.js'
import { useDeskEvents } from '../use-desk-events.js'
import { useShortcuts } from '../use-shortcuts.js'
import { words } from '../words.js'
import { FactsPanel } from './facts-panel.js'
import { HistoryPanel } from './history-panel.js'
import { PendingBar } from './pending-bar.js'
import { ReplyEditor, type ReplyEditorHandle } from './reply-editor.js'
import { type Draft, type ReplyMode, readDraft, writeDraft } from './saved-draft.js'
import { SuggestionPanel } from './suggestion-panel.js'
import { Thread } from './thread.js'
import { threadItems } from './thread-items.js'
import { type Asking, TicketDialogs } from './ticket-dialogs.js'
import { TicketHeader } from './ticket-header.js'
import { UndeliveredAlert } from './undelivered-alert.js'
import { useNeighbours } from './use-neighbours.js'
import { useSending } from './use-sending.js'
import { useTicketActions } from './use-ticket-actions.js'

export function TicketPage() {
  const { number = '' } = useParams<{ number: string }>()
  const filter = useSearch()
  const queueHref = filter === '' ? '/tickets' : `/tickets?${filter}`
  const query = useQuery({ queryKey: ['ticket', number], queryFn: () => deskApi.ticket(number) })
  return (
    <Found query={query} texts={words.ticket} back={queueHref}>
      {(ticket) => <OpenTicket key={number} ticket={ticket} filter={filter} queueHref={queueHref} />}
    </Found>
  )
}

const MODES = ['reply', 'ask', 'note'] as const satisfies readonly ReplyMode[]

function OpenTicket({ ticket, filter, queueHref }: { ticket: Ticket; filter: string; queueHref: string }) {
  const { number } = ticket
  const { id: memberId } = useSession().member
  const [, navigate] = useLocation()
  const { message } = App.useApp()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [reading, setReading] = useState<{ id: string; key?: string; quote: string | null } | null>(null)
  const [isHelping, setHelping] = useState(false)
  const [pane, setPane] = useState<'thread' | 'about'>('thread')
  const editorRef = useRef<ReplyEditorHandle>(null)
  const actions = useTicketActions(ticket, queueHref)
  const neighbours = useNeighbours(number, filter)
  const qa = useProposing(ticket)
  useDeskEvents(() => void actions.refresh())

  const sending = useSending(async ({ mode, text }: Draft) => {
    try {
      await actions.run({ kind: mode, text })
    } catch (error) {
      message.error(`${words.reply.failed}${error instanceof Error ? error.message : String(error)}`, 8)
      throw error
    }
    writeDraft(memberId, number, { mode, text: '' })
  })
  const take = useAction(async () => {
    try {
      await actions.run({ kind: 'take' })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  })
  const modes = MODES.filter((mode) => ticket.possible.includes(mode))
  const canAnswer = modes.length > 1
  const insert = (text: string) => {
    setPane('thread')
    editorRef.current?.insert(text)
  }
  const ifPossible = (kind: Command['kind'], act: () => void) => () => {
    if (ticket.possible.includes(kind)) act()
  }
  useShortcuts({
    t: ifPossible('take', () => void take.run()),
    r: ifPossible('reply', () => editorRef.current?.focus('reply')),
    a: ifPossible('ask', () => editorRef.current?.focus('ask')),
    m: () => editorRef.current?.focus('note'),
    g: ifPossible('assign', () => setAsking('assign')),
    f: ifPossible('transfer', () => setAsking('transfer')),
    e: ifPossible('close', () => setAsking('close')),
    j: () => neighbours.next && navigate(neighbours.next),
    k: () => neighbours.previous && navigate(neighbours.previous),
    u: () => navigate(queueHref),
    '?': () => setHelping(true),
  })
  const isSomebodyElses = ticket.assigneeId !== null && ticket.assigneeId !== memberId && canAnswer

  return (
    <div className="ticket" data-pane={pane}>
      <TicketHeader
        ticket={ticket}
        queueHref={queueHref}
        neighbours={neighbours}
        isTaking={take.isBusy}
        onPropose={qa.propose && !qa.proposal ? qa.propose : null}
        onTake={() => void take.run()}
        onAsk={setAsking}
      />
      <Segmented
        className="ticket__panes"
        aria-label={words.ticket.panes}
        value={pane}
        onChange={(next) => setPane(next as 'thread' | 'about')}
        options={[
          { value: 'thread', label: words.ticket.thread },
          { value: 'about', label: words.ticket.about },
        ]}
      />
      <div className="ticket__main">
        {isSomebodyElses && (
          <Alert type="info" showIcon title={words.ticket.heldBy(ticket.assigneeName ?? '')} />
        )}
        {ticket.mergedInto !== null && (
          <Alert
            type="info"
            showIcon
            title={
              <>
                {words.ticket.mergedInto}
                <Link href={`/tickets/${ticket.mergedInto}`}>{ticket.mergedInto}</Link>
              </>
            }
          />
        )}
        <UndeliveredAlert ticket={ticket} />
        {qa.proposal && <TicketProposal proposal={qa.proposal} onPropose={qa.propose} />}
        <Thread items={threadItems(ticket)} />
        {sending.pending ? (
          <PendingBar sending={sending} />
        ) : (
          <ReplyEditor
            ref={editorRef}
            ticket={ticket}
            modes={modes}
            initial={sending.returned ?? readDraft(memberId, number)}
            onSend={sending.send}
          />
        )}
      </div>
      <aside className="ticket__side" aria-label={words.ticket.about}>
        <FactsPanel ticket={ticket} />
        <Tabs
          items={[
            {
              key: 'suggestion',
              label: words.ticket.suggestion,
              children: (
                <SuggestionPanel
                  ticket={ticket}
                  canInsert={canAnswer && !sending.pending}
                  onInsert={insert}
                  onRead={setReading}
                />
              ),
            },
            {
              key: 'history',
              label: words.ticket.history,
              children: <HistoryPanel events={ticket.events} />,
            },
          ]}
        />
      </aside>
      <TicketDialogs ticket={ticket} asking={asking} run={actions.run} onClose={() => setAsking(null)} />
      {qa.dialog}
      {reading && (
        <ArticleReader
          key={reading.id}
          passageId={reading.id}
          passageKey={reading.key}
          quote={reading.quote}
          load={deskApi.passage}
          onClose={() => setReading(null)}
        />
      )}
      {isHelping && <ShortcutHelp shortcuts={words.ticket.shortcuts} onClose={() => setHelping(false)} />}
    </div>
  )
}
