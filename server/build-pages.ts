import { buildPage, CITIZEN_PAGE, DESK_PAGE } from './build-page.js'

for (const page of [CITIZEN_PAGE, DESK_PAGE]) {
  const { directory, built } = await buildPage(page)
  process.stderr.write(`${directory}: ${built ? 'built' : 'as it was'}\n`)
}
