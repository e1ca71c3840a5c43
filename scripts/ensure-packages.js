import { statSync } from 'node:fs'
import { run } from './processes.js'

/** Installs the locked packages where they are missing or older than the lock file. */
export async function ensurePackages() {
  if (modified('node_modules/.package-lock.json') >= modified('package-lock.json')) return
  console.log('Installing packages…')
  // npm tells the scripts it runs where it is; so no shell is needed, on any system.
  const npm = process.env.npm_execpath
  if (!npm) throw new Error('Start this with npm: npm run demo, or npm test.')
  await run(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** @param {string} path */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
