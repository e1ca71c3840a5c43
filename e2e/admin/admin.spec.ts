import { createIdentity } from '../../tests/support/browser/test'
import { expectAccessible } from '../../tests/support/browser/accessible'
import { expect, expectConnected, joinWithDevices, test } from '../../tests/support/browser/calls'

const CALL = '/call?group=b3f0c1de-0000-4000-8000-000000000091'

test('an operator revokes a person’s tokens: their call ends and says why', async ({
  emulator,
  page,
  person,
  signIn,
}) => {
  const ada = await person('ada', CALL)
  await joinWithDevices(ada)
  await expectConnected(ada)

  await signIn('annie', '/admin')
  await page.getByRole('textbox', { name: 'Find a person' }).fill(emulator.user('ada').objectId)
  await page.getByRole('button', { name: 'Find' }).click()
  const cards = page.getByRole('article')
  await expect(cards).toHaveCount(1)
  await expect(cards).toContainText('In use')
  await expectAccessible(page)
  await cards.getByRole('button', { name: 'Revoke tokens' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('The tokens are revoked.')).toBeVisible()

  await expect(
    ada.getByRole('heading', { name: 'Your access was revoked, so the call ended.' }),
  ).toBeVisible()
})

test('an operator signs a person out everywhere, and erases them', async ({
  page,
  person,
  signIn,
}) => {
  const ada = await person('ada', '/identity')
  await createIdentity(ada)

  await signIn('annie')
  await page.getByRole('link', { name: 'Admin' }).click()
  const card = page.getByRole('article')
  await expect(card).toContainText('Not on record')
  await card.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  expect((await ada.request.get('/api/user')).status()).toBe(200)
  await card.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('They are signed out on all devices.')).toBeVisible()
  expect((await ada.request.get('/api/user')).status()).toBe(401)

  await card.getByRole('button', { name: 'Erase' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
  await expect(page.getByText('Nobody has an identity yet.')).toBeVisible()
})

test('who is no operator has no such page, and no link to it', async ({ page, signIn }) => {
  await signIn('ada', '/admin')
  await expect(page.getByRole('heading', { name: 'This page is for operators' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Admin' })).toBeHidden()
  expect((await page.request.get('/api/admin/people')).status()).toBe(403)
})
