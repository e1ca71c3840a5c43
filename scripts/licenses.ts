// `npm run licenses`: lists the licenses of all packages that run in production in docs/licenses.md.
// With --check it only says whether the list is current. A license that isn't known to fit this
// project's own is an error.
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'docs/licenses.md'
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
const EXCEPTIONS = {
  '@azure/communication-calling':
    'Microsoft’s own terms, the only way into its calls; they let an app copy and distribute the object code as a part of itself, unmodified, which is how the page /call serves it. Whoever runs the app agrees to them (LICENSE in the package); this project’s own license does not cover it',
  '@img/sharp':
    'optional part of next, which scales pictures with it; loaded as a library of its own, never changed',
}

interface LockedPackage {
  version: string
  license?: string
  dev?: boolean
  devOptional?: boolean
  link?: boolean
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>
}
const packagesByLicense = new Map<string, Set<string>>()
const unfit: string[] = []
for (const [path, locked] of Object.entries(lock.packages)) {
  const { version, license = 'unknown', dev, devOptional, link } = locked
  // The project itself, and what it links to: its workspace.
  if (!path.startsWith('node_modules/') || link || dev || devOptional) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const isException = Object.keys(EXCEPTIONS).some((prefix) => name.startsWith(prefix))
  if (!isException && !FITTING.includes(license)) unfit.push(`${name} ${version}: ${license}`)
  const packages = packagesByLicense.get(license) ?? new Set()
  packagesByLicense.set(license, packages.add(`${name} ${version}`))
}
if (unfit.length > 0) fail(`These licenses are not known to fit:\n  ${unfit.join('\n  ')}`)

const text = `# Licenses

What the packages that run in production are licensed under; \`npm run licenses\` writes this list from
the lock file. The project itself is under the [MIT license](../LICENSE).

${Object.entries(EXCEPTIONS)
  .map(([name, reason]) => `\`${name}*\`: ${reason}.`)
  .join('\n')}

${[...packagesByLicense]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([license, packages]) => `## ${license}\n\n${[...packages].sort().join(', ')}\n`)
  .join('\n')}`

if (!process.argv.includes('--check')) writeFileSync(FILE, text)
else if (readFileSync(FILE, 'utf8') !== text) fail(`${FILE} is out of date: npm run licenses`)

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
