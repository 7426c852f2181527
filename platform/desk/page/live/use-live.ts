import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { createElement } from 'react'
import { useDeskEvents } from '../use-desk-events.js'
import { liveApi, type OpenConversation } from './live-api.js'
import { isHeldBy } from './live-filter.js'
import { liveWords as words } from './live-words.js'

const LIST_KEY = ['live']
/** What is over leaves the list by itself. */
const LIST_AGAIN_MS = 60_000

/** What is being said now, and the conversation that is open; kept up to date by the desk's events. */
export function useLive(openId: string | null, memberId: string, onOpen: (id: string) => void) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const list = useQuery({ queryKey: LIST_KEY, queryFn: liveApi.list, refetchInterval: LIST_AGAIN_MS })
  const open = useQuery({
    queryKey: ['live', openId],
    queryFn: () => liveApi.show(openId ?? ''),
    enabled: openId !== null,
  })
  const refreshList = () => client.invalidateQueries({ queryKey: LIST_KEY, exact: true })
  const refresh = (id: string | null) =>
    Promise.all([refreshList(), id !== null && client.invalidateQueries({ queryKey: ['live', id] })])

  const tellElsewhere = (id: string, text: string) =>
    message.warning(
      {
        content: createElement(
          'span',
          null,
          text,
          createElement(Button, { type: 'link', size: 'small', onClick: () => onOpen(id) }, words.open),
        ),
      },
      8,
    )
  const isConnected = useDeskEvents((heard) => {
    for (const { conversationId, kind, by } of heard ?? []) {
      const isMine = list.data?.conversations.some(
        (each) => each.id === conversationId && isHeldBy(memberId, each),
      )
      if (!isMine || conversationId === openId) continue
      if (kind === 'whisper') tellElsewhere(conversationId, words.newWhisper(by ?? words.staff))
      if (kind === 'timed_out') tellElsewhere(conversationId, words.someTimedOut)
    }
    const isOpenMeant = heard === null || heard.some((each) => each.conversationId === openId)
    void refresh(isOpenMeant ? openId : null)
  }, 'conversation')

  return {
    list,
    open,
    isConnected,
    /** The server's clock is so far ahead of this one: clocks of desks go wrong. */
    aheadMs: list.data ? Date.parse(list.data.readAt) - list.dataUpdatedAt : 0,
    refresh,
    /** What the server answered with. */
    show(conversation: OpenConversation) {
      client.setQueryData(['live', conversation.id], conversation)
      void refreshList()
    },
  }
}
