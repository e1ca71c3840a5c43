import { expect, signIn, test } from '../../tests/support/browser/test'
import { startApp } from '../../tests/support/programs/app'

test('where a role is required, who lacks it is refused, here and as a Bearer', async ({
  app,
  browser,
  emulator,
}) => {
  const instance = await startApp({
    emulator,
    databaseUrl: app.databaseUrl,
    settings: { AZURE_AD_REQUIRED_ROLE: 'Operator' },
  })
  const openPage = async () => (await browser.newContext({ baseURL: instance.url })).newPage()

  const ada = await openPage()
  await ada.goto('/')
  await ada.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await ada.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(
    ada.getByRole('heading', { name: 'You don’t have the role that this app requires' }),
  ).toBeVisible()
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const refused = await fetch(`${instance.url}/api/user`, { headers })
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'role_missing' }])

  const katherine = await openPage()
  await signIn(katherine, 'katherine', '/identity')
  await expect(katherine.getByRole('button', { name: /^Account of Katherine/ })).toBeVisible()
  await Promise.all([ada.context().close(), katherine.context().close(), instance.stop()])
})
