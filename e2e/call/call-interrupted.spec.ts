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

/** Ends a page's event stream: a new listener, which is returned, replaces the one before. */
async function replaceListener(listening: Request) {
  const { authorization = '' } = await listening.allHeaders()
  const { body } = await fetch(listening.url(), { headers: { authorization } })
  if (!body) throw new Error('There are no events.')
  return body.pipeThrough(new TextDecoderStream())
}

async function endEvents(listening: Request) {
  await (await replaceListener(listening)).cancel()
}

/** Reads until `text` came, and ends the stream. */
async function readUntil(text: string, events: ReadableStream<string>) {
  for await (const chunk of events) if (chunk.includes(text)) return
  throw new Error(`The events ended without ${text}.`)
}

async function expectEachOther(ada: Page, grace: Page) {
  // The browsers have yet to find each other, which takes as long as they like.
  await expect(ada.getByRole('img', { name: 'Camera of Grace Hopper' })).toBeVisible({
    timeout: 30_000,
  })
  await expectMoving(ada, 'Camera of Grace Hopper')
  await expectMoving(grace, 'Camera of Ada Lovelace')
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
  await expectEachOther(ada, grace)
  await expect(people(grace).filter({ hasText: 'Ada' }).getByText('muted')).toBeAttached()
})

test('what a broken connection swallowed is heard afterwards', async ({ person }) => {
  const ada = await person('ada', `${GROUP}3`)
  const grace = await person('grace', `${GROUP}3`)
  const listening = await join(ada)
  await ada.context().setOffline(true)
  const swallowing = await replaceListener(listening)
  await join(grace)
  await readUntil('"type":"offer"', swallowing)

  await ada.context().setOffline(false)
  await expectEachOther(ada, grace)
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
