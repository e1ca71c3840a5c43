import type { Page } from '@playwright/test'
import { expect, signIn as signInOn, test } from '../../tests/support/browser/test'

async function getTeamsToken(page: Page) {
  const panel = page.getByRole('region', { name: 'Teams token', exact: true })
  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  const consent = panel.getByRole('button', { name: 'Continue in a popup' })
  const received = panel.getByText('You have a Teams user token.')
  await expect(consent.or(received)).toBeVisible()
  if (await consent.isVisible()) {
    const opened = page.waitForEvent('popup')
    await consent.click()
    await (await opened).getByRole('button', { name: 'Accept' }).click()
  }
  await expect(received).toBeVisible()
  const kept = await keptByMsal(page)
  expect(kept.filter((entry) => entry.includes('secret')).length).toBeGreaterThanOrEqual(3)
}

/** MSAL's entries in the tab, whole. */
function keptByMsal(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [sessionStorage, localStorage].flatMap((storage) =>
      Object.entries(storage)
        .filter((entry) =>
          /msal|accesstoken|idtoken|refreshtoken|login\.windows/i.test(entry.join()),
        )
        .map((entry) => entry.join(': ')),
    ),
  )
}

for (const way of [
  'Sign out of this app',
  'Sign out of Microsoft as well',
  'Sign out on all devices',
]) {
  test(`“${way}” leaves nothing of MSAL in this tab or another`, async ({
    context,
    page,
    signIn,
  }) => {
    await signIn('ada', '/teams')
    await getTeamsToken(page)
    const other = await context.newPage()
    await other.goto('/teams')
    await getTeamsToken(other)

    await page.getByText('Ada Lovelace').first().click()
    await page.getByRole('button', { name: way }).click()
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
    await expect.poll(() => keptByMsal(page)).toEqual([])
    await expect.poll(() => keptByMsal(other)).toEqual([])
  })
}

test('a page that finds the person signed out keeps nothing of MSAL', async ({
  app,
  browser,
  page,
  signIn,
}) => {
  await signIn('ada', '/teams')
  await getTeamsToken(page)
  const elsewhere = await browser.newContext({ baseURL: app.url })
  const phone = await elsewhere.newPage()
  await signInOn(phone, 'ada', '/')
  await phone.getByText('Ada Lovelace').first().click()
  await phone.getByRole('button', { name: 'Sign out on all devices' }).click()
  await expect(phone.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await elsewhere.close()

  const panel = page.getByRole('region', { name: 'Teams token', exact: true })
  await panel.getByRole('button', { name: 'Get my Teams token' }).click()
  await expect(panel.getByRole('alert')).toContainText('unauthenticated')
  await expect.poll(() => keptByMsal(page)).toEqual([])
})

test('a tab that returns after the session has ended keeps nothing of MSAL', async ({
  context,
  page,
  signIn,
}) => {
  await signIn('ada', '/teams')
  await getTeamsToken(page)
  await context.clearCookies({ name: 'acs-auth.session' })
  await page.goto('/teams')
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
  await expect.poll(() => keptByMsal(page)).toEqual([])
})
