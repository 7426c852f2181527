import { expect, it } from 'vitest'
import { tellsOnly } from './tells-only.js'

it.each(['他今年三十', '我在南京他在合肥', '有录音', '东西还在店里', '11月1号申请的'])(
  'tells a fact: %s',
  (text) => {
    expect(tellsOnly(text)).toBe(true)
  },
)

it.each(['那他还是不给', '能要回来吗', '该找谁', '我想先调解', '可不可以分期', '他不肯怎么办'])(
  'asks: %s',
  (text) => {
    expect(tellsOnly(text)).toBe(false)
  },
)
