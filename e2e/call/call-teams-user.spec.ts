import type { Page } from '@playwright/test'
import {
  acceptInPopup,
  expect,
  expectConnected,
  joinWithDevices,
  people,
  test,
  waitInLobby,
} from '../../tests/support/browser/calls'

/** Asks for the sample meeting as a Teams user: Entra, not asked before, wants to see the person. */
async function askAsTeamsUser(page: Page) {
  await page.getByRole('button', { name: 'Sample meeting' }).click()
  await page.getByRole('radio', { name: /^Teams user:/ }).check()
  await joinWithDevices(page)
  await expect(page.getByRole('alert').getByText('AADSTS65001')).toBeVisible()
}

test('a Teams user consents in a popup, is in the meeting, and lets a guest in', async ({
  emulator,
  person,
}) => {
  const ada = await person('ada')
  await askAsTeamsUser(ada)
  await acceptInPopup(ada)
  await expectConnected(ada)
  const { counts } = await emulator.state()
  expect(counts['acs.exchangeTeamsToken']).toBe(1)
  expect(counts['acs.issueToken']).toBeUndefined()

  const grace = await person('grace')
  await waitInLobby(grace)
  await ada.getByRole('button', { name: 'Admit Grace Hopper' }).click()
  await expectConnected(grace)
  await expect(people(ada).filter({ hasText: 'Grace Hopper' })).toBeVisible()
  await expect(people(grace).filter({ hasText: 'Ada Lovelace' })).toBeVisible()

  // What is revoked are the tokens of the ACS identity.
  const other = await ada.context().newPage()
  await other.goto('/identity')
  await other.getByRole('button', { name: 'Create my identity' }).click()
  await other.getByRole('button', { name: 'Revoke my tokens' }).click()
  await expect(other.getByText('All your tokens are revoked.')).toBeVisible()
  await expectConnected(ada)

  // With consent given, no popup is needed.
  await ada.getByRole('button', { name: 'Leave' }).click()
  await ada.getByRole('button', { name: 'Join again' }).click()
  await grace.getByRole('button', { name: 'Admit Ada Lovelace' }).click()
  await expectConnected(ada)
})

test('a person without a Teams license learns it, and joins as a guest', async ({ person }) => {
  const alan = await person('alan')
  await askAsTeamsUser(alan)
  await acceptInPopup(alan)
  const problem = alan.getByRole('alert').filter({ hasText: 'teams_access_denied' })
  await expect(problem).toContainText('license may be missing')
  await alan.getByRole('radio', { name: /^ACS user:/ }).check()
  await joinWithDevices(alan)
  await expectConnected(alan)
})

test('a group call is refused to a Teams user with the reason', async ({ person }) => {
  const ada = await person('ada')
  await ada.getByRole('button', { name: 'New group call' }).click()
  await ada.getByRole('radio', { name: /^Teams user:/ }).check()
  const reason = ada.getByText(/^Teams users can’t join group calls/)
  await expect(reason).toBeVisible()
  await ada.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(
    ada.getByRole('textbox', { name: 'Who or what do you want to call?' }),
  ).toHaveAccessibleDescription(/Teams users can’t join group calls/)
  await ada.getByRole('radio', { name: /^ACS user:/ }).check()
  await expect(reason).toBeHidden()
})

test('a popup that was closed can be opened again', async ({ person }) => {
  const ada = await person('ada')
  await askAsTeamsUser(ada)
  const opened = ada.waitForEvent('popup')
  await ada.getByRole('button', { name: 'Continue in a popup' }).click()
  await (await opened).close()
  await expect(ada.getByText('Continue in the Microsoft window.')).toBeVisible()
  await acceptInPopup(ada)
  await expectConnected(ada)
})
