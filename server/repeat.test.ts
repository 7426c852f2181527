import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { repeat } from './repeat.js'

it('goes on after a run that failed, never twice at a time, and ends when the last one has', async () => {
  let [runs, atOnce, most] = [0, 0, 0]
  const faults: unknown[] = []
  const job = repeat(
    1,
    async () => {
      runs++
      most = Math.max(most, ++atOnce)
      await sleep(5)
      atOnce--
      if (runs === 1) throw new Error('once')
    },
    (error) => faults.push(error),
  )
  while (runs < 3) await sleep(1)
  await job.stop()
  const [ended, open] = [runs, atOnce]
  await sleep(20)
  expect([runs, most, open, faults.length]).toEqual([ended, 1, 0, 1])
})

it('begins later where it is told to, and not at all once it is stopped', async () => {
  let runs = 0
  const work = async () => void runs++
  const stopped = repeat(1, work, () => {}, 30)
  await stopped.stop()
  await sleep(60)
  expect(runs).toBe(0)
  const job = repeat(1000, work, () => {}, 30)
  expect(runs).toBe(0)
  await expect.poll(() => runs).toBe(1)
  await job.stop()
})
