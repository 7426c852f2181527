import type { Page } from 'playwright-core'

/** What a caller says, as fast as it is typed here: far faster than anybody speaks. */
export const SAID = '我在南京玄武区一个工地干活，老板从去年6月开始拖欠工资，我想知道怎么要回来'
const KEY_MS = 30

export interface CallTimes {
  /** From the first word to the first list of suggestions; typing goes on meanwhile. */
  firstListMs: number
  /** From the first word to a filled ticket, and of that the typing. */
  filledMs: number
  typingMs: number
  /** As the server measured it: from the last pause to its list. */
  serverMs: number
}

/** A call from its first word to the filled ticket, by keyboard only. The page shows the hotline. */
export async function takeCall(page: Page, said = SAID): Promise<CallTimes> {
  const begunMs = performance.now()
  const firstList = page
    .locator('.tip')
    .first()
    .waitFor()
    .then(() => performance.now() - begunMs)
  await page.getByLabel('来电人说的').focus()
  await page.keyboard.type(said.slice(0, -10), { delay: KEY_MS })
  // The caller pauses here.
  const firstListMs = await firstList
  await page.keyboard.type(said.slice(-10), { delay: KEY_MS })
  await page.keyboard.press('Escape')
  await page.keyboard.press('1')
  await page.keyboard.press('F2')
  await page.getByLabel('想要什么').waitFor()
  const filledMs = performance.now() - begunMs
  const told = await page.locator('.hotline__tipshead span').innerText()
  return {
    firstListMs,
    filledMs,
    typingMs: said.length * KEY_MS,
    serverMs: Number(/(\d+) 毫秒/.exec(told)?.[1]),
  }
}
