// `npm run test:mutations`: plants faults in the server's code, one at a time, and counts those that
// the tests notice. Names of folders try only those: `npm run test:mutations -- upstream entra`.
import { readFileSync, rmSync } from 'node:fs'
import { run } from '../processes.js'
import { MINIMUM, summarize } from './report.js'

/**
 * The folders that faults are planted in, and the tests that have to notice them: the folder's own,
 * and, where it is reached through handlers alone, those of some handlers.
 * @type {Record<string, string[]>}
 */
const FOLDERS = {
  errors: ['lib/errors', 'lib/http'],
  http: ['lib/http', 'app/api/health', 'app/api/user'],
  limits: ['lib/limits'],
  upstream: ['lib/upstream'],
  entra: ['lib/entra', 'lib/auth'],
  teams: ['lib/teams', 'app/api/token/teams'],
  auth: ['lib/auth'],
  identity: ['lib/identity'],
}
const REPORT = 'test-results/mutations.json'
const ACCEPTED = 'scripts/mutations/accepted.json'

await run(process.execPath, ['scripts/generate.js'])
const wanted = process.argv.slice(2)
/** @type {Parameters<typeof summarize>[0]} */
const all = { files: {} }
for (const [folder, tests] of Object.entries(FOLDERS)) {
  if (wanted.length === 0 || wanted.includes(folder))
    Object.assign(all.files, await tryFolder(folder, tests))
}
const { share, lines } = summarize(all, read(ACCEPTED))
console.log(lines.join('\n'))
process.exitCode = share < MINIMUM ? 1 : 0

/** @param {string} folder @param {string[]} tests */
async function tryFolder(folder, tests) {
  console.log(`\n— lib/${folder}`)
  rmSync(REPORT, { force: true })
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js'
  await run(process.execPath, [stryker, 'run'], {
    MUTATED_FOLDER: folder,
    MUTATION_TESTS: tests.join(' '),
  })
  return read(REPORT).files
}

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
