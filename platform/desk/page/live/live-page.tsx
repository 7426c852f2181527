import { Button, Empty, Result, Segmented, Skeleton, Tooltip } from 'antd'
import { useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { Found } from '../found.js'
import { HelpIcon } from '../icons.js'
import { ShortcutHelp } from '../queue/shortcut-help.js'
import { useSession } from '../session.js'
import { useShortcuts } from '../use-shortcuts.js'
import { words as deskWords } from '../words.js'
import { type ConversationHandle, ConversationPane } from './conversation-pane.js'
import { FILTERS, fits, inOrder, type LiveFilter } from './live-filter.js'
import { LiveList } from './live-list.js'
import { liveWords as words } from './live-words.js'
import { useLive } from './use-live.js'

/** Filter and open conversation stand in the address: going back, a reload and a link keep them. */
function useLiveAddress() {
  const [parameters, setParameters] = useSearchParams()
  const filter = FILTERS.find((each) => each === parameters.get('filter')) ?? 'all'
  const openId = parameters.get('conversation')
  const search = (next: { filter?: LiveFilter; openId?: string | null }) => {
    const { filter: f = filter, openId: o = openId } = next
    return new URLSearchParams({ ...(f !== 'all' && { filter: f }), ...(o !== null && { conversation: o }) })
  }
  return {
    filter,
    openId,
    hrefOf: (id: string) => `/live?${search({ openId: id })}`,
    change: (next: { filter?: LiveFilter; openId?: string | null }) =>
      setParameters(search(next), { replace: true }),
  }
}

/** What citizens and the bot are saying now; staff look in, take over, and help who did. */
export function LivePage() {
  const { id: memberId } = useSession().member
  const { filter, openId, hrefOf, change } = useLiveAddress()
  const open = (id: string | null) => change({ openId: id })
  const live = useLive(openId, memberId, open)
  const [isHelping, setHelping] = useState(false)
  const listRef = useRef<HTMLUListElement>(null)
  const paneRef = useRef<ConversationHandle>(null)
  const all = inOrder(live.list.data?.conversations ?? [], memberId)
  const shown = all.filter((each) => fits(filter, each, memberId))

  const move = (by: number) => {
    // As the eye sees them: the order rests while the pointer does.
    const links = [...(listRef.current?.querySelectorAll<HTMLElement>('.talks__one') ?? [])]
    const at = links.findIndex(({ dataset }) => dataset.id === openId)
    const next = links[at === -1 ? 0 : at + by]
    if (!next) return
    next.scrollIntoView({ block: 'nearest' })
    open(next.dataset.id ?? null)
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    t: () => paneRef.current?.takeOver(),
    r: () => paneRef.current?.write('reply'),
    w: () => paneRef.current?.write('whisper'),
    e: () => paneRef.current?.release(),
    o: () => paneRef.current?.openTicket(),
    u: () => open(null),
    ...Object.fromEntries(FILTERS.map((each, index) => [String(index + 1), () => change({ filter: each })])),
    '?': () => setHelping(true),
  })

  return (
    <div className="live" data-open={openId !== null}>
      <h1 className="hidden-text">{words.title}</h1>
      <div className="live__list">
        <header className="live__head">
          <div className="live__title">
            <p className="live__name" aria-hidden="true">
              {words.title}
            </p>
            {!live.isConnected && (
              <span className="queue__offline" role="status">
                {deskWords.nav.offline}
              </span>
            )}
            <Tooltip title={deskWords.queue.help}>
              <Button
                type="text"
                size="small"
                icon={<HelpIcon />}
                aria-label={deskWords.queue.help}
                onClick={() => setHelping(true)}
              />
            </Tooltip>
          </div>
          <Segmented<LiveFilter>
            aria-label={words.filterLabel}
            value={filter}
            onChange={(next) => change({ filter: next })}
            options={FILTERS.map((value) => ({
              value,
              label: (
                <>
                  {words.filters[value]}
                  <span className="count">{all.filter((each) => fits(value, each, memberId)).length}</span>
                </>
              ),
            }))}
          />
        </header>
        {live.list.isPending && <Skeleton active paragraph={{ rows: 8 }} className="queue__skeleton" />}
        {live.list.isError && !live.list.data && (
          <Result
            status="warning"
            title={deskWords.failed.title}
            subTitle={live.list.error.message}
            extra={<Button onClick={() => void live.list.refetch()}>{deskWords.retry}</Button>}
          />
        )}
        {live.list.data && shown.length === 0 && (
          <Empty
            className="queue__empty"
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              <>
                <strong>{words.empty[filter]}</strong>
                {filter === 'all' && (
                  <>
                    <br />
                    {words.empty.allHint}
                  </>
                )}
              </>
            }
          >
            {filter !== 'all' && (
              <Button onClick={() => change({ filter: 'all' })}>{words.empty.showAll}</Button>
            )}
          </Empty>
        )}
        {shown.length > 0 && (
          <LiveList
            key={filter}
            listRef={listRef}
            conversations={shown}
            openId={openId}
            aheadMs={live.aheadMs}
            hrefOf={hrefOf}
          />
        )}
      </div>
      <div className="live__open">
        <Open live={live} openId={openId} paneRef={paneRef} onBack={() => open(null)} />
      </div>
      {isHelping && <ShortcutHelp shortcuts={words.shortcuts} onClose={() => setHelping(false)} />}
    </div>
  )
}

interface OpenProps {
  live: ReturnType<typeof useLive>
  openId: string | null
  paneRef: React.RefObject<ConversationHandle | null>
  onBack: () => void
}

function Open({ live, openId, paneRef, onBack }: OpenProps) {
  if (openId === null) {
    return (
      <Empty
        className="live__none"
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <strong>{words.pick}</strong>
            <br />
            {words.pickHint}
          </>
        }
      />
    )
  }
  return (
    <Found query={live.open} texts={words} back={onBack}>
      {(conversation) => (
        <ConversationPane
          key={conversation.id}
          ref={paneRef}
          conversation={conversation}
          aheadMs={live.aheadMs}
          isConnected={live.isConnected}
          onChanged={live.show}
          onStale={() => live.refresh(conversation.id)}
          onBack={onBack}
        />
      )}
    </Found>
  )
}
