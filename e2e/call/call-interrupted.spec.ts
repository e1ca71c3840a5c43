import type { Page, Request } from '@playwright/test'
import {
  expect,
  expectConnected,
  expectMoving,
  joinWithDevices,
  people,
  test,
} from '../../tests/support/browser/calls'

const GROUP = '/call?group=b3f0c1de-0000-4000-8000-00000000000'

/** Joins; returns the request for the call's events. */
async function join(page: Page): Promise<Request> {
  const listening = page.waitForRequest(/\/events$/)
  await joinWithDevices(page)
  await expectConnected(page)
  return listening
}

/** Ends a page's event stream: a new listener replaces the one before. */
async function endEvents(listening: Request) {
  const { authorization = '' } = await listening.allHeaders()
  const stream = await fetch(listening.url(), { headers: { authorization } })
  await stream.body?.cancel()
}

test('an interrupted call comes back, with what was done in the meantime', async ({ person }) => {
  const ada = await person('ada', `${GROUP}1`)
  const grace = await person('grace', `${GROUP}1`)
  const listening = await join(ada)
  // She is told of Grace, but can't respond.
  await ada.context().setOffline(true)
  await join(grace)
  await expect(people(ada)).toHaveCount(2)
  await endEvents(listening)
  await expect(ada.getByText('Reconnecting…', { exact: true })).toBeVisible()
  await ada.getByRole('button', { name: 'Mute' }).click()

  await ada.context().setOffline(false)
  await expectConnected(ada)
  // The browsers have yet to find each other, which takes as long as they like.
  await expect(ada.getByRole('img', { name: 'Camera of Grace Hopper' })).toBeVisible({
    timeout: 30_000,
  })
  await expectMoving(ada, 'Camera of Grace Hopper')
  await expectMoving(grace, 'Camera of Ada Lovelace')
  await expect(people(grace).filter({ hasText: 'Ada' }).getByText('muted')).toBeAttached()
})

test('a call that has no place for one any more ends, and can be joined again', async ({
  person,
}) => {
  const ada = await person('ada', `${GROUP}2`)
  const listening = await join(ada)
  await ada.context().setOffline(true)
  await endEvents(listening)
  await expect(ada.getByText('Reconnecting…', { exact: true })).toBeVisible()
  // As the emulator does by itself after a few seconds, and when it is restarted.
  const { authorization = '' } = await listening.allHeaders()
  const leave = listening.url().replace(/events$/, 'leave')
  const left = await fetch(leave, { method: 'POST', headers: { authorization } })
  expect(left.status).toBe(204)

  await ada.context().setOffline(false)
  await expect(
    ada.getByRole('heading', { name: 'The connection to the call was lost.' }),
  ).toBeFocused()
  await expect(ada.getByText('Check that the emulator is running, then join again.')).toBeVisible()
  await ada.getByRole('button', { name: 'Join again' }).click()
  await expectConnected(ada)
})
