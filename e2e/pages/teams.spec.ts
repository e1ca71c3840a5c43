import type { Page } from '@playwright/test'
import { expect, signIn as signInOn, test } from '../../tests/support/browser/test'

function panelOf(page: Page) {
  return page.getByRole('region', { name: 'Teams token', exact: true })
}

async function consentInPopup(page: Page) {
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  await expect(panel.getByText('AADSTS65001')).toBeVisible()
  const opened = page.waitForEvent('popup')
  await panel.getByRole('button', { name: 'Continue in a popup' }).click()
  const popup = await opened
  await expect(popup.getByText('Teams.ManageCalls')).toBeVisible()
  await popup.getByRole('button', { name: 'Accept' }).click()
  await expect(panel.getByText('You have a Teams user token.')).toBeVisible()
}

test('a person consents in a popup, and gets further tokens silently', async ({
  emulator,
  page,
  signIn,
}) => {
  await signIn('ada', '/teams')
  const panel = panelOf(page)
  await consentInPopup(page)
  await expect(panel.getByRole('region', { name: 'Teams user token' })).toContainText(
    /in (\d+ h )?\d+ min/,
  )

  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  await expect.poll(async () => (await emulator.state()).counts['acs.exchangeTeamsToken']).toBe(2)
  await expect(panel.getByText('You have a Teams user token.')).toBeVisible()
})

test('with consent given, nothing is asked in another browser session', async ({
  app,
  browser,
  page,
  signIn,
}) => {
  await signIn('ada', '/teams')
  await consentInPopup(page)
  const session = await browser.newContext({ baseURL: app.url })
  const other = await session.newPage()
  await signInOn(other, 'ada', '/teams')
  await panelOf(other).getByRole('button', { name: 'Get my Teams token' }).click()
  await expect(panelOf(other).getByText('You have a Teams user token.')).toBeVisible()
  await session.close()
})

test('a person consents by redirect', async ({ page, signIn }) => {
  await signIn('grace', '/teams')
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  await panel.getByRole('button', { name: 'Continue by redirect' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page).toHaveURL(/\/teams$/)
  await expect(panel.getByText('You have a Teams user token.')).toBeVisible()
})

test('declining is understood, and can be taken back', async ({ page, signIn }) => {
  await signIn('katherine', '/teams')
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  const opened = page.waitForEvent('popup')
  await panel.getByRole('button', { name: 'Continue in a popup' }).click()
  await (await opened).getByRole('button', { name: 'Cancel' }).click()
  await expect(panel.getByText('You did not accept the permissions.')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Continue in a popup' })).toBeVisible()
})

test('a person who may not consent gets a token once their administrator did', async ({
  app,
  browser,
  page,
  signIn,
}) => {
  await signIn('emmy', '/teams')
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  await expect(panel.getByText(/[Aa]sk your.* to grant/)).toBeVisible()
  const address = await panel
    .getByRole('link', { name: 'Grant admin consent' })
    .getAttribute('href')

  const session = await browser.newContext({ baseURL: app.url })
  const administrator = await session.newPage()
  const respond = async (button: string) => {
    await administrator.goto(address ?? '')
    await administrator.getByRole('button', { name: 'katherine@contoso.example' }).click()
    await administrator.getByRole('button', { name: button }).click()
  }
  await respond('Cancel')
  await expect(
    administrator.getByRole('heading', { name: 'Admin consent not granted' }),
  ).toBeVisible()
  await respond('Accept')
  await expect(administrator.getByRole('heading', { name: 'Admin consent granted' })).toBeVisible()
  await session.close()

  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  await expect(panel.getByText('You have a Teams user token.')).toBeVisible()
})

test('a person without a Teams license learns why it does not work', async ({ page, signIn }) => {
  await signIn('alan', '/teams')
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  const opened = page.waitForEvent('popup')
  await panel.getByRole('button', { name: 'Continue in a popup' }).click()
  await (await opened).getByRole('button', { name: 'Accept' }).click()
  const problem = panel.getByRole('alert')
  await expect(problem).toContainText('teams_access_denied')
  await expect(problem).toContainText('license may be missing')
})

test('the redirect page of MSAL, opened by hand, says that there is nothing to do', async ({
  page,
}) => {
  await page.goto('/auth-redirect')
  await expect(page.getByRole('heading', { name: 'Nothing to do here' })).toBeVisible()
})
