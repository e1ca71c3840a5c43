// Lists the licences of all packages that run in production in docs/licences.md. With --check it only
// says whether the list is current. A licence that isn't known to fit this project's own is an error.
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'docs/licences.md'
const FITTING = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
]
/** @type {Record<string, string>} */
const EXCEPTIONS = {
  '@azure/communication-calling':
    'Microsoft’s own terms, the only way into its calls; they let an app copy and distribute the object code as a part of itself, unmodified, which is how the page /call serves it. Whoever runs the app agrees to them (LICENSE in the package); this project’s own licence does not cover it',
  '@img/sharp':
    'optional part of next, which scales pictures with it; loaded as a library of its own, never changed',
}

/** @type {{ packages: Record<string, { version: string, license?: string, dev?: boolean, devOptional?: boolean }> }} */
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
/** @type {Map<string, Set<string>>} */
const found = new Map()
/** @type {string[]} */
const unfit = []
for (const [path, { version, license = 'unknown', dev, devOptional }] of Object.entries(packages)) {
  if (path === '' || dev || devOptional) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const isException = Object.keys(EXCEPTIONS).some((prefix) => name.startsWith(prefix))
  if (!isException && !FITTING.includes(license)) unfit.push(`${name} ${version}: ${license}`)
  const list = found.get(license) ?? new Set()
  found.set(license, list.add(`${name} ${version}`))
}
if (unfit.length) fail(`These licences are not known to fit:\n  ${unfit.join('\n  ')}`)

const text = `# Licences

What the packages that run in production are licensed under; \`npm run licences\` writes this list from
the lock file. The project itself is under the [MIT licence](../LICENSE).

${Object.entries(EXCEPTIONS)
  .map(([name, reason]) => `\`${name}*\`: ${reason}.`)
  .join('\n')}

${[...found]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([licence, names]) => `## ${licence}\n\n${[...names].sort().join(', ')}\n`)
  .join('\n')}`

if (!process.argv.includes('--check')) writeFileSync(FILE, text)
else if (readFileSync(FILE, 'utf8') !== text) fail(`${FILE} is out of date: npm run licences`)

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exit(1)
}
