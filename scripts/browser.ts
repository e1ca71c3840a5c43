import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The Chromium that is there: Playwright's own, otherwise the system's; undefined without one. */
export function findBrowser() {
  return [chromium.executablePath(), ...SYSTEM].find((path) => existsSync(path))
}
