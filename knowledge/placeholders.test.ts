import { expect, it } from 'vitest'
import { sayPlaceholders } from './placeholders.js'

it('says what is still to be filled in, and leaves every other word', () => {
  expect(sayPlaceholders('按省定标准收费，{{本地：公证收费标准}}；电话{{本地:电话}}。')).toBe(
    '按省定标准收费，（待填写：公证收费标准）；电话（待填写：电话）。',
  )
  expect(sayPlaceholders('第一条 {不是} {{}}')).toBe('第一条 {不是} （待填写）')
})
