import { expect, test } from '../../tests/support/browser/test'

test('a person signs in by the account picker and is led back to the page they asked for', async ({
  page,
}) => {
  await page.goto('/identity')
  await expect(page.getByText('Sign in to open the page you asked for.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await expect(page.getByRole('heading', { name: 'Pick an account' })).toBeVisible()
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(page).toHaveURL(/\/identity$/)
  await expect(page.getByText('Ada Lovelace').first()).toBeVisible()
})

test('every page says that it is local', async ({ page, signIn }) => {
  await signIn('ada')
  for (const path of ['/', '/identity', '/teams', '/signed-out', '/error', '/nowhere']) {
    await page.goto(path)
    await expect(page.getByText('Local mode.')).toBeVisible()
  }
})

test('the session is a small cookie without tokens', async ({ context, signIn }) => {
  await signIn('ada')
  const session = (await context.cookies()).find(({ name }) => name === 'acs-auth.session')
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect(session?.value.length).toBeLessThan(2048)
})

test('the profile comes from Graph, also after the Entra token has expired', async ({
  emulator,
  page,
  signIn,
}) => {
  await signIn('ada')
  const profile = page.getByRole('region', { name: 'Your profile' })
  await expect(profile.getByText('Analyst')).toBeVisible()
  const before = (await emulator.requests('entra.token')).length
  await page.reload()
  await expect(profile.getByText('Analyst')).toBeVisible()
  expect((await emulator.requests('entra.token')).length).toBeGreaterThan(before)
})

test('signing out of the app leaves Microsoft signed in', async ({ page, signIn }) => {
  await signIn('ada', '/identity')
  await page.getByText('Ada Lovelace').first().click()
  await page.getByRole('button', { name: 'Sign out of this app' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await page.goto('/identity')
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
})

test('signing out of Microsoft as well ends both', async ({ context, page, signIn }) => {
  await signIn('ada')
  await page.getByText('Ada Lovelace').first().click()
  await page.getByRole('button', { name: 'Sign out of Microsoft as well' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  const names = (await context.cookies()).map(({ name }) => name)
  expect(names).not.toContain('acs-auth.session')
  expect(names).not.toContain('emulator-entra-session')
})

test('a refused sign-in is explained with Microsoft’s code', async ({ emulator, page }) => {
  const body = { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid secret.' }
  await emulator.fault({ operation: 'entra.token', status: 401, body })
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(page.getByRole('heading', { name: 'The app’s secret is wrong' })).toBeVisible()
  await expect(page.getByText('AADSTS7000215')).toBeVisible()
  expect(page.url()).not.toContain('Invalid')
})

test('an error page without a known error still says what to do', async ({ page }) => {
  await page.goto('/error?error=<b>odd</b>&code=javascript')
  await expect(page.getByRole('heading', { name: 'The sign-in failed' })).toBeVisible()
  await page.goto('/error?error=OAuthCallback&code=AADSTS65004')
  await expect(
    page.getByRole('heading', { name: 'You did not accept the permissions' }),
  ).toBeVisible()
})
