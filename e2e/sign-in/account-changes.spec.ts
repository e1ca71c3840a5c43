import { createClient } from '@libsql/client'
import { createIdentity, expect, test } from '../../tests/support/browser/test'

/** Has Entra asked about every session, as after fifty minutes. */
async function passTime(url: string) {
  const database = createClient({ url, timeout: 10_000 })
  await database.execute('UPDATE "EntraGrant" SET "renewAt" = 1')
  database.close()
}

test('a disabled account loses its sessions and its ACS tokens', async ({
  app,
  emulator,
  page,
  signIn,
}) => {
  await signIn('ada', '/identity')
  await createIdentity(page)
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText('You have a token.')).toBeVisible()
  const revocations = async () => (await emulator.state()).counts['acs.revokeTokens'] ?? 0
  expect(await revocations()).toBe(0)

  await emulator.changeUser('ada', { disabled: true })
  await passTime(app.databaseUrl)
  // Nobody does anything: the server asks by itself.
  await expect.poll(revocations, { timeout: 20_000 }).toBe(1)
  expect((await page.request.get('/api/user')).status()).toBe(401)
  await page.goto('/identity')
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
})

test('who signed out everywhere at Microsoft is signed out here', async ({
  app,
  emulator,
  page,
  signIn,
}) => {
  await signIn('ada', '/identity')
  await emulator.changeUser('ada', { revokeSessions: true })
  await passTime(app.databaseUrl)
  await page.getByRole('button', { name: 'Create my identity' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Your session has ended.' })
  await alert.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(page).toHaveURL(/\/identity$/)
  await expect(page.getByRole('button', { name: 'Create my identity' })).toBeVisible()
})

test('what Microsoft wants to see of a person is asked for, and the work goes on', async ({
  app,
  emulator,
  page,
  signIn,
}) => {
  await signIn('ada', '/identity')
  const claims = JSON.stringify({ access_token: { capolids: { essential: true, values: ['c1'] } } })
  const body = { error: 'interaction_required', error_description: 'AADSTS50076: …', claims }
  await emulator.fault({ operation: 'entra.token', status: 400, body })
  await passTime(app.databaseUrl)
  await page.getByRole('button', { name: 'Create my identity' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'interaction_required' })
  await expect(alert).toContainText('Microsoft needs you to confirm your identity.')
  await alert.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(page).toHaveURL(/\/identity$/)
  const asked = (await emulator.requests('entra.authorize')).map(({ path }) => path)
  expect(asked.at(-2)).toContain(new URLSearchParams({ claims }).toString())
  await createIdentity(page)
})
