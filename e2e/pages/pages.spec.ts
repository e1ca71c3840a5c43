import { createIdentity, expect, test, TOKEN } from '../../tests/support/browser/test'

test('the home page highlights the steps that a person has completed', async ({ page, signIn }) => {
  await signIn('ada')
  const flow = page.getByRole('list', { name: 'From your account to a call' })
  await expect(flow).toContainText('Signed in as Ada Lovelace')
  await flow.getByRole('link', { name: 'Create your identity' }).click()
  await createIdentity(page)
  await page.getByRole('link', { name: 'Home' }).click()
  await expect(flow).toContainText('You have an identity')
  await flow.getByRole('link', { name: 'Get a token' }).click()
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText('You have a token.')).toBeVisible()
  await page.getByRole('link', { name: 'Home' }).click()
  await expect(flow).toContainText('You have a token')
  await flow.getByRole('link', { name: 'Join a call' }).click()
  await expect(page.getByRole('heading', { name: 'Join a call' })).toBeVisible()
})

test('an action shows its request as curl and its response, and no token', async ({
  app,
  page,
  signIn,
}) => {
  await signIn('ada', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('spinbutton', { name: 'Lifetime in minutes' }).fill('90')
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText(/in 1 h (29|30) min/)).toBeVisible()
  await page.getByText('POST /api/token').click()
  const request = page.getByLabel('Request')
  await expect(request).toContainText(`curl -X POST ${app.url}/api/token`)
  await expect(request).toContainText('"expiresInMinutes":90')
  await expect(page.getByLabel('Response')).toContainText('characters)')
  expect(await page.content()).not.toMatch(TOKEN)

  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText('You got the same token again')).toBeVisible()
})

test('Refresh gets a new token even while the one before would do', async ({
  emulator,
  page,
  signIn,
}) => {
  await signIn('ada', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText('You have a token.')).toBeVisible()
  const expiresOn = new Date(Date.now() + 5 * 3_600_000).toISOString()
  const body = { token: 'another one', expiresOn }
  await emulator.fault({ operation: 'acs.issueToken', status: 200, body })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText(/in (4 h 59 min|5 h)/)).toBeVisible()
  expect(await emulator.requests('acs.issueToken')).toHaveLength(2)
})

test('a lifetime beyond the limits is not asked for', async ({ page, signIn }) => {
  await signIn('ada', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('spinbutton', { name: 'Lifetime in minutes' }).fill('59')
  await expect(page.getByText('Enter a whole number from 60 to')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Get a token' })).toBeDisabled()
})

test('a toast says that something was copied', async ({ context, page, signIn }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn('ada', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Copy ID' }).click()
  await expect(page.getByText('Copied to the clipboard').first()).toBeVisible()
  const id = await page.getByText(/^8:acs:/).textContent()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)
})

test('an exchange that fails shows the check it failed', async ({ page, signIn }) => {
  await signIn('alan', '/teams')
  await page.getByRole('radio', { name: 'By redirect' }).click()
  await page.getByRole('button', { name: 'Get my Teams token' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
  const checks = page.getByRole('region', { name: 'Teams token', exact: true }).getByRole('list')
  const failed = checks.getByRole('listitem').filter({ has: page.getByLabel('failed') })
  await expect(failed).toHaveText(
    /Accepted by Azure Communication Services.*license may be missing/,
  )
  await expect(checks.getByLabel('passed', { exact: true })).toHaveCount(7)
})

test('an operation is tried from its description, with the session', async ({ page, signIn }) => {
  await signIn('ada')
  await page.goto('/api-reference')
  await page.getByText('Get or create the caller’s ACS identity').click()
  const form = page.getByRole('region', { name: 'Try POST /api/user' })
  await form.getByRole('button', { name: 'Send POST' }).click()
  await expect(form.getByText('Response: 201')).toBeVisible()
  await expect(form.getByLabel('Response')).toContainText('8:acs:')
})

test('a parameter of the query is tried, too', async ({ page, signIn }) => {
  await signIn('ada')
  await page.goto('/api-reference')
  await page.getByText('Get an ACS user token', { exact: true }).click()
  const form = page.getByRole('region', { name: 'Try GET /api/token' })
  await form.getByRole('button', { name: 'Send GET' }).click()
  await expect(form.getByText('Response: 404')).toBeVisible()
  await form.getByRole('textbox', { name: 'create' }).fill('true')
  await form.getByRole('button', { name: 'Send GET' }).click()
  await expect(form.getByText('Response: 201')).toBeVisible()
})
