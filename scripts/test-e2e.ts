// `npm run test:e2e`: the journeys in a browser; with `-- --server next` against `next start`. Whatever else
// is said is Playwright's.
import { run, stopAll } from './processes.js'

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stopAll().then(() => process.exit(1)))
}

const args = process.argv.slice(2)
const at = args.indexOf('--server')
const [, server = 'npm'] = at < 0 ? [] : args.splice(at, 2)
if (!['npm', 'next'].includes(server)) throw new Error('--server is npm or next.')
const playwright = ['node_modules/@playwright/test/cli.js', 'test', ...args]
await run(process.execPath, playwright, { TEST_SERVER: server }).catch(() => (process.exitCode = 1))
