import { oidcSettings } from '../../scripts/local-settings.js'
import { expect, test, TOKEN, watch } from '../../tests/support/browser/test'
import { startApp } from '../../tests/support/programs/app'

test('Joan brings her identity from another provider: a token, no Teams, and signing out there', async ({
  app,
  browser,
  emulator,
}) => {
  const settings = { ...oidcSettings(emulator.config), LOG_LEVEL: 'trace' }
  const instance = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
  const context = await browser.newContext({ baseURL: instance.url })
  const page = await context.newPage()
  const surprises = watch(page)

  const pages = page.getByRole('navigation', { name: 'Pages' })
  await page.goto('/identity')
  await page.getByRole('button', { name: 'Sign in with Sample provider' }).click()
  await page.getByRole('button', { name: 'Joan Clarke' }).click()
  await expect(page).toHaveURL(`${instance.url}/identity`)

  await page.getByRole('button', { name: 'Create my identity' }).click()
  await expect(
    page.getByText('It contains no data from your Sample provider account'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText(/in 59 min \d+ s/)).toBeVisible()
  expect((await emulator.state()).counts['acs.issueToken']).toBe(1)

  await pages.getByRole('link', { name: 'Teams' }).click()
  await expect(page.getByRole('heading', { name: 'Not for your account' })).toBeVisible()
  await expect(page.getByText('You signed in with Sample provider.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Teams/ })).toHaveCount(0)

  await pages.getByRole('link', { name: 'Call' }).click()
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { name: /Teams user/ })).toHaveCount(0)

  await pages.getByRole('link', { name: 'Home' }).click()
  await expect(page.getByText('Sample provider confirms who you are.')).toBeVisible()
  await expect(page.getByText(/Profiles come from Microsoft Graph/)).toBeVisible()

  await page.getByRole('button', { name: 'Account of Joan Clarke' }).click()
  await expect(page.getByText(`Issuer ${emulator.url}/oidc/sample`)).toBeVisible()
  await page.getByRole('button', { name: 'Sign out of Sample provider as well' }).click()
  await expect(page).toHaveURL(`${instance.url}/signed-out`)
  await page.getByRole('button', { name: 'Sign in with Sample provider' }).click()
  await expect(page.getByRole('button', { name: 'Joan Clarke' })).toBeVisible()

  expect(surprises).toEqual([])
  await context.close()
  await instance.stop()
  expect(instance.program.output.join('\n')).not.toMatch(TOKEN)
})
