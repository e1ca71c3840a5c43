import { expect, test } from '@playwright/test'
import { commonFlags, thisMachineOnly } from '../../tests/support/browser/chromium-flags'
import { TOKEN } from '../../tests/support/browser/test'
import { type KeylessApp, startKeylessApp } from '../../tests/support/programs/keyless-mode'
import { findBrowser } from '../../scripts/browser'

const browser = findBrowser()

test.use({
  ignoreHTTPSErrors: true,
  launchOptions: {
    ...(browser && { executablePath: browser }),
    args: [...commonFlags, thisMachineOnly('MAP *.cloud.test 127.0.0.1')],
  },
})

let app: KeylessApp

test.beforeAll(async () => {
  app = await startKeylessApp()
})

test.afterAll(() => app.stop())

test('without any secret of Entra, ACS or PostgreSQL, people sign in, get tokens and see their profile', async ({
  page,
}) => {
  const names = Object.keys(app.settings)
  expect(names).not.toContain('AZURE_AD_CLIENT_SECRET')
  expect(names).not.toContain('ACS_CONNECTION_STRING')
  expect(new URL(app.settings.DATABASE_URL ?? '').password).toBe('')

  // The browser alone knows where the app's name leads; at first nothing listens there.
  const ready = async () => {
    const response = await page.goto(`${app.url}/api/health/ready`).catch(() => null)
    return response?.status()
  }
  await expect.poll(ready, { timeout: 30_000 }).toBe(200)
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(page.getByRole('button', { name: /^Account of Ada/ })).toBeVisible()

  const ask = (path: string, method: string) =>
    page.evaluate(
      async ([path, method]) => {
        const response = await fetch(path ?? '', { method: method ?? '' })
        return { status: response.status, body: (await response.json()) as object }
      },
      [path, method],
    )
  const token = await ask('/api/token', 'POST')
  expect(token.status).toBe(201)
  expect(token.body).toHaveProperty('user.id', expect.stringMatching(/^8:acs:ac500000-/))
  const profile = await ask('/api/profile', 'GET')
  expect(profile).toMatchObject({ status: 200, body: { displayName: 'Ada Lovelace' } })

  const log = app.program.output.join('\n')
  expect(log).toContain(
    '"credentials":{"entra":"managed-identity","acs":"managed identity","database":"Entra token"}',
  )
  expect(log).not.toMatch(TOKEN)
})
