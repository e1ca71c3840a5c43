import { findBrowser } from './browser.js'
import { run } from './processes.js'

/** Gets a Chromium where there is none: Playwright's own or, where that can't be reached, Debian's. */
export async function ensureBrowser() {
  if (findBrowser()) return
  console.log('Installing a browser…')
  await run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']).catch(
    installFromSystem,
  )
  if (!findBrowser()) throw new Error('There is no Chromium. Install one and start again.')
}

async function installFromSystem() {
  if (process.getuid?.() !== 0) {
    throw new Error('Playwright’s Chromium can’t be downloaded. Install Chromium and start again.')
  }
  await run('apt-get', ['update', '-qq'])
  await run('apt-get', ['install', '-y', '-qq', 'chromium'])
}
