// `npm run test:mutations`: plants faults in the server's code, one at a time, and counts those that
// the tests notice. Names of folders try only those: `npm run test:mutations -- upstream entra`.
import { readFileSync, rmSync } from 'node:fs'
import { run } from '../processes.js'
import { type Accepted, MINIMUM, type Report, summarize } from './report'

/**
 * The folders that faults are planted in, and the tests that have to notice them: the folder's own,
 * and, where it is reached through handlers or by retention alone, those of these.
 */
const FOLDERS = {
  errors: ['lib/errors', 'lib/http'],
  http: ['lib/http', 'app/api/health', 'app/api/user'],
  limits: ['lib/limits'],
  upstream: ['lib/upstream'],
  entra: ['lib/entra', 'lib/auth'],
  teams: ['lib/teams', 'app/api/token/teams'],
  auth: ['lib/auth', 'lib/runtime'],
  identity: ['lib/identity'],
}
const REPORT = 'test-results/mutations.json'

await run(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'])
const wanted = process.argv.slice(2)
const all: Report = { files: {} }
for (const [folder, tests] of Object.entries(FOLDERS)) {
  if (wanted.length > 0 && !wanted.includes(folder)) continue
  Object.assign(all.files, await tryFolder(folder, tests))
}
const { share, lines } = summarize(all, read('scripts/mutations/accepted.json') as Accepted[])
console.log(lines.join('\n'))
process.exitCode = share < MINIMUM ? 1 : 0

async function tryFolder(folder: string, tests: string[]): Promise<Report['files']> {
  console.log(`\n— lib/${folder}`)
  rmSync(REPORT, { force: true })
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js'
  await run(process.execPath, [stryker, 'run'], {
    MUTATED_FOLDER: folder,
    MUTATION_TESTS: tests.join(' '),
  })
  return (read(REPORT) as Report).files
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
