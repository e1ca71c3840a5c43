import { createIdentity, expect, test } from '../../tests/support/browser/test'

test('a person creates an identity, gets a token, revokes it and deletes the identity', async ({
  emulator,
  page,
  signIn,
}) => {
  await signIn('grace', '/identity')
  const panel = page.getByRole('region', { name: 'Identity' })
  await panel.getByRole('button', { name: 'Create my identity' }).click()
  await expect(panel.getByText('Your identity is ready.')).toBeVisible()
  await expect(panel.getByText(/^8:acs:/)).toBeVisible()

  await panel.getByRole('button', { name: 'Get a token' }).click()
  const token = panel.getByRole('region', { name: 'ACS user token' })
  await expect(token.getByText(/in 59 min \d+ s/)).toBeVisible()
  await token.getByRole('button', { name: 'Show' }).click()
  await expect(token.getByRole('textbox', { name: 'Token' })).toHaveValue(/^eyJ/)
  await token.getByRole('button', { name: 'Hide' }).click()
  await expect(token.getByRole('textbox')).toBeHidden()

  await panel.getByRole('button', { name: 'Revoke my tokens' }).click()
  await expect(panel.getByText('All your tokens are revoked.')).toBeVisible()
  await expect(token).toBeHidden()
  expect((await emulator.state()).counts['acs.revokeTokens']).toBe(1)

  await panel.getByRole('button', { name: 'Delete my identity' }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(panel.getByText(/^8:acs:/)).toBeVisible()
  await panel.getByRole('button', { name: 'Delete my identity' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(panel.getByText('Your identity is deleted.')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Create my identity' })).toBeVisible()
})

test('the identity is there again after a reload; the token is not, as it is kept nowhere', async ({
  page,
  signIn,
}) => {
  await signIn('alan', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByRole('region', { name: 'ACS user token' })).toBeVisible()
  const id = await page.getByText(/^8:acs:/).textContent()
  await page.reload()
  await expect(page.getByText(id ?? '')).toBeVisible()
  await expect(page.getByRole('region', { name: 'ACS user token' })).toBeHidden()
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
  expect(stored).not.toContain('eyJ')
})

test('a fault of ACS is explained with its code', async ({ emulator, page, signIn }) => {
  await signIn('katherine', '/identity')
  await emulator.fault({ operation: 'acs.createIdentity', status: 503 })
  await page.getByRole('button', { name: 'Create my identity' }).click()
  const problem = page.getByRole('alert').filter({ hasText: 'Code' })
  await expect(problem).toContainText('try again later')
  await expect(problem).toContainText('upstream_unavailable')
  await createIdentity(page)
})
