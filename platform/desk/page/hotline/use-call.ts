import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { callerText, type Segment } from '../../suggestions/call-text.js'
import type { ClientMessage, ServerMessage, Suggestion } from '../../suggestions/stream-messages.js'
import type { RegionPath } from '../region-picker.js'
import { hotlineApi } from './hotline-api.js'
import type { SavedCall } from './saved-call.js'

/** The utterance that staff type; those of a recogniser have names of their own. */
const TYPED = 'typed'
const AGAIN_MS = 1000

export interface List {
  suggestions: readonly Suggestion[]
  notices: readonly string[]
  tookMs: number
}

/** A call: begun with its first word or number, and followed until it is ended. @param saved one that goes on */
export function useCall(saved: SavedCall | null) {
  const [callId, setCallId] = useState(saved?.callId ?? null)
  const [typed, setTyped] = useState(saved?.typed ?? '')
  const [region, setRegion] = useState(saved?.region ?? null)
  const [heard, setHeard] = useState<ReadonlyMap<string, Segment>>(new Map())
  const [list, setList] = useState<List | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isConnected, setConnected] = useState(true)
  const beginning = useRef(saved && Promise.resolve(saved.callId))
  const socketRef = useRef<WebSocket | null>(null)
  const typedRef = useRef(saved?.typed ?? '')
  const regionRef = useRef(saved?.region ?? null)

  const send = (message: ClientMessage) => {
    if (socketRef.current?.readyState === WebSocket.OPEN) socketRef.current.send(JSON.stringify(message))
  }
  const sendRegion = () => send({ type: 'region', regionCode: regionRef.current?.codes.at(-1) ?? null })
  const sendTyped = () => send({ type: 'partial', segment: TYPED, speaker: 'caller', text: typedRef.current })

  /** @throws {RequestFailed} */
  const begin = (): Promise<string> => {
    beginning.current ??= hotlineApi.begin().then(
      (begun) => {
        setCallId(begun.callId)
        return begun.callId
      },
      (error) => {
        beginning.current = null
        throw error
      },
    )
    return beginning.current
  }

  const joined = useEffectEvent(() => {
    setConnected(true)
    if (regionRef.current) sendRegion()
    if (typedRef.current !== '') sendTyped()
  })

  useEffect(() => {
    if (callId === null) return
    let again: number | undefined
    let isOver = false
    const connect = () => {
      const socket = new WebSocket(hotlineApi.streamUrl(callId))
      socketRef.current = socket
      socket.onopen = () => joined()
      socket.onmessage = ({ data }) => take(JSON.parse(data) as ServerMessage)
      socket.onclose = () => {
        if (isOver) return
        setConnected(false)
        again = window.setTimeout(connect, AGAIN_MS)
      }
    }
    const take = (message: ServerMessage) => {
      if (message.type === 'suggestions') {
        setProblem(null)
        setList(message)
      } else if (message.type === 'problem') setProblem(message.message)
      else if (message.segment !== TYPED) {
        const { segment, speaker, text, final } = message
        setHeard((known) => new Map(known).set(segment, { speaker, text, final }))
      }
    }
    connect()
    return () => {
      isOver = true
      clearTimeout(again)
      socketRef.current?.close()
      socketRef.current = null
    }
  }, [callId])

  return {
    callId,
    typed,
    region,
    heard,
    list,
    problem,
    isConnected,
    begin,
    /** Everything that the caller said so far. */
    text: callerText([...heard.values(), { speaker: 'caller', text: typed, final: false }]),
    type(text: string) {
      typedRef.current = text
      setTyped(text)
      sendTyped()
      if (callId === null && text.trim() !== '') begin().catch((error: Error) => setProblem(error.message))
    },
    setRegion(chosen: RegionPath | null) {
      regionRef.current = chosen
      setRegion(chosen)
      sendRegion()
    },
    async end() {
      const ended = callId
      beginning.current = null
      typedRef.current = ''
      regionRef.current = null
      setRegion(null)
      setCallId(null)
      setTyped('')
      setHeard(new Map())
      setList(null)
      setProblem(null)
      setConnected(true)
      if (ended !== null) await hotlineApi.end(ended)
    },
  }
}
