// `npm run test:mutations`: plants faults in the server's code, one at a time, and counts those that
// the tests notice. Arguments go to StrykerJS: `-- --mutate lib/auth/session/session.ts` tries one file.
import { readFileSync, rmSync } from 'node:fs'
import { run } from '../processes.js'
import { MINIMUM, summarize } from './report.js'

const REPORT = 'test-results/mutations.json'
const ACCEPTED = 'scripts/mutations/accepted.json'

rmSync(REPORT, { force: true })
const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js'
await run(process.execPath, ['scripts/generate.js'])
await run(process.execPath, [stryker, 'run', ...process.argv.slice(2)])

const { share, lines } = summarize(read(REPORT), read(ACCEPTED))
console.log(lines.join('\n'))
process.exitCode = share < MINIMUM ? 1 : 0

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
