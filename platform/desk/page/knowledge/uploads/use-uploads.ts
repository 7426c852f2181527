import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { MAX_ARCHIVE_MEGABYTES, MAX_FILE_MEGABYTES } from '../../../../knowledge/uploads/upload-limits.js'
import { sendFile } from './send-file.js'
import { uploadsApi } from './uploads-api.js'
import { uploadsWords as words } from './uploads-words.js'

export interface Sending {
  key: number
  file: File
  state: 'waiting' | 'sending' | 'reading' | 'failed'
  /** From 0 to 1. */
  sent: number
  problem: string | null
}

/** One after another: a slow line is not shared, and the order stays. */
export function useUploads() {
  const client = useQueryClient()
  const [parameters, setParameters] = useSearchParams()
  const [sendings, setSendings] = useState<readonly Sending[]>([])
  const queue = useRef<Sending[]>([])
  const lastKey = useRef(0)
  const isRunning = useRef(false)
  const ids = parameters.getAll('upload')
  // What has begun goes on where one looks at something else meanwhile; the address is of that then.
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  const change = (key: number, values: Partial<Sending>) =>
    setSendings((before) => before.map((each) => (each.key === key ? { ...each, ...values } : each)))
  const drop = (key: number) => {
    queue.current = queue.current.filter((each) => each.key !== key)
    setSendings((before) => before.filter((each) => each.key !== key))
  }

  async function sendOne(uploadId: string, { key, file }: Sending): Promise<void> {
    change(key, { state: 'sending', sent: 0, problem: null })
    try {
      await sendFile(uploadsApi.filesOf(uploadId, file.name), file, (sent) =>
        change(key, { sent, state: sent === 1 ? 'reading' : 'sending' }),
      )
      // The first look at the report may have begun before this file was in it, and would not be repeated.
      await client.cancelQueries({ queryKey: ['knowledge', 'upload', uploadId] })
      await client.invalidateQueries({ queryKey: ['knowledge'] })
      drop(key)
    } catch (error) {
      change(key, { state: 'failed', problem: error instanceof Error ? error.message : String(error) })
    }
  }

  /** What waits becomes one upload; what is added meanwhile joins it. */
  async function run(): Promise<void> {
    if (isRunning.current) return
    isRunning.current = true
    let uploadId: string | null = null
    try {
      for (let next = queue.current.shift(); next; next = queue.current.shift()) {
        const sending = next
        try {
          if (uploadId === null) {
            uploadId = (await uploadsApi.begin()).id
            const begun = uploadId
            if (isHere.current) {
              setParameters(
                (before) => {
                  before.append('upload', begun)
                  return before
                },
                { replace: true },
              )
            }
          }
        } catch (error) {
          change(sending.key, {
            state: 'failed',
            problem: error instanceof Error ? error.message : String(error),
          })
          continue
        }
        await sendOne(uploadId, sending)
      }
      // What is not told as ended is read all the same.
      if (uploadId !== null) {
        await uploadsApi.end(uploadId).catch(() => {})
        await client.invalidateQueries({ queryKey: ['knowledge', 'uploads'] })
      }
    } finally {
      isRunning.current = false
      // Added while its end was told.
      if (queue.current.length > 0) void run()
    }
  }

  return {
    /** In the address: coming back shows what became of the files. */
    ids,
    sendings,
    add(files: readonly File[]) {
      const added = files.map((file): Sending => {
        lastKey.current += 1
        const problem = problemOf(file)
        return {
          key: lastKey.current,
          file,
          state: problem === null ? 'waiting' : 'failed',
          sent: 0,
          problem,
        }
      })
      setSendings((before) => [...before, ...added])
      queue.current.push(...added.filter(({ state }) => state === 'waiting'))
      void run()
    },
    retry(keys: readonly number[]) {
      const again = sendings.filter(({ key, state }) => keys.includes(key) && state === 'failed')
      for (const { key } of again) change(key, { state: 'waiting', problem: null })
      queue.current.push(...again)
      void run()
    },
    remove: drop,
    clear: () => setParameters(new URLSearchParams()),
  }
}

function problemOf({ name, size }: File): string | null {
  const megabytes = /\.zip$/i.test(name) ? MAX_ARCHIVE_MEGABYTES : MAX_FILE_MEGABYTES
  return size > megabytes * 1_000_000 ? words.tooLarge(megabytes) : null
}
