import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, onTestFinished } from 'vitest'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium, and stops it when the tests of the calling file are over. */
export async function launchBrowser(executablePath: string | undefined): Promise<Browser> {
  const options = { args: ARGUMENTS, ...(executablePath !== undefined && { executablePath }) }
  const browser = await chromium.launch(options)
  afterAll(() => browser.close())
  return browser
}

/** A page in a profile of its own, where nobody has signed in. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(url)
  return page
}
