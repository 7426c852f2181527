import type * as argon2 from '@node-rs/argon2'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hashPassword, isPassword } from './hash-password.js'

/** The real hashing, counted. */
const work = vi.hoisted(() => ({ running: 0, mostAtOnce: 0, done: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  const counted =
    <Input extends unknown[], Result>(run: (...input: Input) => Promise<Result>) =>
    async (...input: Input) => {
      work.mostAtOnce = Math.max(work.mostAtOnce, ++work.running)
      try {
        return await run(...input)
      } finally {
        work.running--
        work.done++
      }
    }
  return { ...real, hash: counted(real.hash), verify: counted(real.verify) }
})

const PASSWORD = '秋天的银杏叶落满院子'

describe('a password', () => {
  beforeEach(() => Object.assign(work, { running: 0, mostAtOnce: 0, done: 0 }))

  it('is known by its hash, typed on whichever keyboard', async () => {
    const hashed = await hashPassword('abcdefg１２３')
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await isPassword('abcdefg123', hashed)).toBe(true)
    expect(await isPassword('abcdefg124', hashed)).toBe(false)
  })

  it('is compared with a hash of the same cost where nobody has one, so that the time tells nothing', async () => {
    await isPassword(PASSWORD, null)
    work.done = 0
    expect(await isPassword('nobody has this password', null)).toBe(false)
    expect(work.done).toBe(1)
  })

  it('is hashed two at a time, and refused when hundreds wait already', async () => {
    const burst = await Promise.allSettled(Array.from({ length: 230 }, () => hashPassword(PASSWORD)))
    const refused = burst.filter(({ status }) => status === 'rejected')
    expect(work.mostAtOnce).toBe(2)
    expect(refused).toHaveLength(28)
    expect(refused[0]).toMatchObject({ reason: { status: 503, code: 'busy', retryAfterSeconds: 5 } })
    // Those that were refused hold no place.
    expect(await hashPassword(PASSWORD)).toContain('$argon2id$')
  })
})
