import type { Page } from '@playwright/test'
import { openPages, privatePages } from '../../tests/support/browser/pages'
import { expect, test } from '../../tests/support/browser/test'

const GROUND = { light: 'rgb(245, 245, 245)', dark: 'rgb(31, 31, 31)' }

/** The page's background as soon as there is a body, before any script has run. */
async function groundWithoutScripts(page: Page): Promise<string> {
  await page.route('**/*.js', (route) => route.abort())
  await page.goto('/', { waitUntil: 'domcontentloaded' })
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor)
}

for (const system of ['light', 'dark'] as const) {
  const other = system === 'light' ? 'dark' : 'light'

  test.describe(`on a ${system} system`, () => {
    test.use({ colorScheme: system })

    test('a page follows the system from its first paint on', async ({ browser, app }) => {
      const context = await browser.newContext({ baseURL: app.url, colorScheme: system })
      expect(await groundWithoutScripts(await context.newPage())).toBe(GROUND[system])
      await context.close()
    })

    test(`the ${other} theme, once chosen, stays, from the first paint on`, async ({
      app,
      browser,
    }) => {
      const context = await browser.newContext({ baseURL: app.url, colorScheme: system })
      const page = await context.newPage()
      await page.goto('/')
      await page.getByRole('button', { name: 'Theme' }).click()
      const name = other === 'dark' ? 'Dark' : 'Light'
      await expect(async () => {
        await page.getByRole('radio', { name }).check()
        await expect(page.locator('html')).toHaveAttribute('data-theme', other, { timeout: 500 })
      }).toPass()
      await expect(page.locator('body')).toHaveCSS('background-color', GROUND[other])
      const next = await context.newPage()
      expect(await groundWithoutScripts(next)).toBe(GROUND[other])
      await context.close()
    })
  })
}

for (const path of [...openPages, ...privatePages]) {
  test(`${path} needs no scrolling sideways at 320 px`, async ({ page, signIn }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await signIn('ada')
    await page.goto(path)
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })
}

test('a token, its claims and its request fit into 320 px', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn('ada', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Get a token' }).click()
  await page.getByText('POST /api/token').click()
  await page.getByRole('button', { name: 'Show' }).click()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

for (const path of ['/', '/identity', '/teams']) {
  test(`nothing on ${path} moves while it loads`, async ({ page, signIn }) => {
    await signIn('ada')
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value } = entry as PerformanceEntry & { value: number }
          document.documentElement.dataset.shift = String(
            Number(document.documentElement.dataset.shift ?? 0) + value,
          )
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    const shift = await page.locator('html').getAttribute('data-shift')
    expect(Number(shift ?? 0)).toBeLessThan(0.01)
  })
}

test('a page is readable with forced colors', async ({ browser, app }) => {
  const context = await browser.newContext({ baseURL: app.url, forcedColors: 'active' })
  const page = await context.newPage()
  await page.goto('/')
  const button = page.getByRole('button', { name: 'Sign in with Microsoft' })
  const { color, border } = await button.evaluate((element) => {
    const style = getComputedStyle(element)
    return { color: style.color, border: style.borderTopStyle }
  })
  expect(border).toBe('solid')
  expect(color).not.toBe('rgba(0, 0, 0, 0)')
  await context.close()
})

test('the start page loads at most 210 KB of scripts', async ({ page }) => {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  console.log(`First-load JavaScript of /: ${(bytes / 1024).toFixed(1)} KB as transferred`)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(210 * 1024)
})
