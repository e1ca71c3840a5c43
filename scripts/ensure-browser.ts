import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { findBrowser } from './browser'
import { run } from './processes.js'

/** Gets a Chromium where there is none: Playwright's own or, where that can't be reached, Debian's. */
export async function ensureBrowser() {
  if (findBrowser()) return
  console.log('Installing a browser…')
  if (!(await installPlaywrights())) await installSystems()
  if (!findBrowser()) throw new Error('There is no Chromium. Install one and start again.')
}

// Quietly: where its address can't be reached, that is many lines about nothing that matters here.
async function installPlaywrights() {
  const args = ['node_modules/playwright/cli.js', 'install', 'chromium']
  const [code] = (await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit')) as [
    number | null,
  ]
  return code === 0
}

async function installSystems() {
  console.log('Playwright’s Chromium can’t be downloaded; taking the system’s.')
  if (process.getuid?.() !== 0) throw new Error('Install Chromium, and start again.')
  await run('apt-get', ['update', '-qq'])
  await run('apt-get', ['install', '-y', '-qq', 'chromium'])
}
