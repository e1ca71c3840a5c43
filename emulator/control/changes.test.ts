import { expect, onTestFinished, test } from 'vitest'
import { createIdentity } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator()

/** Watches, and waits for the next event. */
async function watch(): Promise<() => Promise<string>> {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const response = await emulator.fetch('/_emulator/changes', { signal: leaving.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  return async () => (await reader?.read())?.value ?? ''
}

test('who watches hears of each request of a client, also after a reset', async () => {
  const next = await watch()
  await createIdentity(emulator)
  expect(await next()).toBe('event: changed\ndata: null\n\n')
  await emulator.reset()
  expect(await next()).toContain('changed')
  await emulator.fetch('/nothing/here')
  expect(await next()).toContain('changed')
})

test('looking at what happened is no change', async () => {
  const next = await watch()
  await emulator.fetch('/_emulator/requests')
  await emulator.fetch('/')
  await createIdentity(emulator)
  expect(await next()).toBe('event: changed\ndata: null\n\n')
})
