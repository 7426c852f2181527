// Asks the registry for known faults of what is installed for use; `npm run check` goes on where none answers.
import { spawnSync } from 'node:child_process'

const TIMEOUT_MS = 30_000

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], {
  encoding: 'utf8',
  timeout: TIMEOUT_MS,
  stdio: ['ignore', 'pipe', 'ignore'],
})
const report = readReport(stdout ?? '')
if (!report?.metadata?.vulnerabilities) {
  console.log('Dependencies were not audited: the registry does not answer')
} else {
  const { high, critical } = report.metadata.vulnerabilities
  const grave = Object.values(report.vulnerabilities).filter(({ severity }) =>
    /^(high|critical)$/.test(severity),
  )
  for (const { name, severity, range } of grave)
    console.log(`${severity}: ${name} ${range} (npm audit says more)`)
  if (high + critical === 0) console.log('Dependencies: no high or critical fault is known')
  process.exitCode = high + critical > 0 ? 1 : 0
}

function readReport(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
