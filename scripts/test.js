// `npm test`: everything that shows that the product works, from a fresh clone, with one command.
import { readFileSync, rmSync } from 'node:fs'
import { ensurePackages } from './ensure-packages.js'
import { run, stopAll } from './processes.js'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stopAll().then(() => process.exit(1)))
}

await ensurePackages()
// From here on the packages are there, and with tsx what is written in TypeScript.
const { register } = await import('tsx/esm/api')
register()
const { audit } = await import('./audit')
const { ensureBrowser } = await import('./ensure-browser')
const { ensurePgBouncer } = await import('./ensure-pgbouncer')
await ensureBrowser()
await ensurePgBouncer()
rmSync('test-results', { recursive: true, force: true })
await node('--import', 'tsx', 'scripts/generate.ts')
await node('node_modules/next/dist/bin/next', 'typegen')

const counts = [
  await check('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'),
  await check('lint', 'node_modules/eslint/bin/eslint.js', '.'),
  await check('imports', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '.'),
  await check('types', 'node_modules/typescript/bin/tsc', '--noEmit'),
  await check('licenses', '--import', 'tsx', 'scripts/licenses.ts', '--check'),
  await audit(),
  await tests('unit and integration', 'test-results/unit.json', readVitest, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    '--outputFile.json=test-results/unit.json',
  ]),
  await tests('end to end', 'test-results/e2e.json', readPlaywright, [
    'node_modules/@playwright/test/cli.js',
    'test',
  ]),
]

const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed ? 1 : 0

/** @param {string} name @param {string[]} args @returns {Promise<Counts>} */
async function check(name, ...args) {
  console.log(`\n— ${name}`)
  const isFine = await succeeds(args)
  return { passed: Number(isFine), failed: Number(!isFine), skipped: 0 }
}

/**
 * @param {string} name
 * @param {string} report where the runner writes its counts
 * @param {(report: any) => Counts} read
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
async function tests(name, report, read, args) {
  console.log(`\n— ${name}`)
  const isFine = await succeeds(args)
  try {
    const found = read(JSON.parse(readFileSync(report, 'utf8')))
    // A runner that fails without a failed test has failed all the same.
    return isFine || found.failed > 0 ? found : { ...found, failed: 1 }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** @param {any} report @returns {Counts} */
function readVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

/** @param {any} report @returns {Counts} */
function readPlaywright({ stats }) {
  // A test that passed only when it was tried again has failed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/** @param {string[]} args */
async function succeeds(args) {
  return node(...args).then(
    () => true,
    () => false,
  )
}

/** @param {string[]} args */
function node(...args) {
  return run(process.execPath, args, { NEXT_TELEMETRY_DISABLED: '1' })
}

/** @param {keyof Counts} key */
function sum(key) {
  return counts.reduce((total, one) => total + one[key], 0)
}
