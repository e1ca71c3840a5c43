// `npm run screenshots`: pictures of every page, light and dark, desktop and phone, into screenshots/.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Page, type ViewportSize } from 'playwright'
import { commonFlags, fakeDevices, GRANT_DEVICES } from '../../tests/support/browser/chromium-flags'
import { findBrowser } from '../browser'
import { ensureBuild, startArguments } from '../ensure-build.js'
import { localSettings } from '../local-settings.js'
import { waitForJson, freePort, start, stopAll } from '../processes.js'
import { scenes, signIn } from './scenes'

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 812 } }
const OUTPUT = 'screenshots'
/** The beginning of the names of the scenes wanted: `npm run screenshots -- call`. */
const ONLY = process.argv[2]

const folder = mkdtempSync(path.join(tmpdir(), 'acs-screenshots-'))
try {
  await ensureBuild()
  rmSync(OUTPUT, { recursive: true, force: true })
  mkdirSync(OUTPUT)
  const { appUrl, unconfiguredUrl } = await startLocally()
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...commonFlags, fakeDevices(), GRANT_DEVICES],
  })
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        baseURL: appUrl,
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
      })
      await photograph(await context.newPage(), viewport, `${size}-${colorScheme}`, unconfiguredUrl)
      await context.close()
    }
  }
  await browser.close()
  console.log(`The pictures are in ${OUTPUT}/.`)
} finally {
  await stopAll()
  rmSync(folder, { recursive: true, force: true })
}

async function photograph(
  page: Page,
  viewport: ViewportSize,
  name: string,
  unconfiguredUrl: string,
) {
  for (const [scene, { person, open }] of Object.entries(scenes)) {
    if (!isWanted(scene)) continue
    if (person) await signIn(page)
    await open(page)
    await takePicture(page, viewport, `${scene}-${name}`)
  }
  // The next round of pictures begins without an identity.
  await page.evaluate(() => fetch('/api/user', { method: 'DELETE' }))
  if (!isWanted('not-configured')) return
  await page.goto(unconfiguredUrl)
  await page.getByRole('heading', { name: 'The configuration is incomplete' }).waitFor()
  await takePicture(page, viewport, `not-configured-${name}`)
}

function isWanted(scene: string) {
  return !ONLY || scene.startsWith(ONLY)
}

/** The whole page in one window: what sticks to an edge stays there. */
async function takePicture(page: Page, viewport: ViewportSize, name: string) {
  // What has just appeared is still moving.
  await page.waitForTimeout(300)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) })
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: `${OUTPUT}/${name}.png` })
  await page.setViewportSize(viewport)
}

/** The app on its emulator, and one in development that lacks its configuration; on free ports. */
async function startLocally() {
  const [port, emulatorPort] = [await freePort(), await freePort()]
  const [appUrl, emulatorUrl] = [`http://localhost:${port}`, `http://localhost:${emulatorPort}`]
  start(process.execPath, ['--import', 'tsx', 'emulator/main.ts', '--port', String(emulatorPort)])
  const emulator: unknown = await waitForJson(`${emulatorUrl}/_emulator/config`)
  const databaseUrl = `file:${folder}/acs.db`
  const secret = 'only for pictures, which is what this is for'
  const settings = localSettings({ appUrl, emulatorUrl, databaseUrl, secret, emulator })
  start(process.execPath, startArguments(port), settings)
  await waitForJson(`${appUrl}/api/health/ready`)
  return { appUrl, unconfiguredUrl: await startUnconfigured(Object.keys(settings)) }
}

async function startUnconfigured(variables: string[]) {
  const port = await freePort()
  const nothing = Object.fromEntries(variables.map((name) => [name, '']))
  const args = ['node_modules/next/dist/bin/next', 'dev', '--port', String(port)]
  start(process.execPath, args, { ...nothing, NODE_ENV: 'development' })
  return `http://localhost:${port}`
}
