import { afterAll } from 'vitest'
import { type Config } from '../core/config/config'
import { samples } from '../core/config/samples'
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '../server'

/** An emulator on a free port whose time stands still until a test moves it. */
export interface TestEmulator extends RunningEmulator {
  clock: { now: number }
  config: Config
  /** Sends a request and leaves redirects alone. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
  post: (path: string, body: unknown) => Promise<Response>
  reset: () => Promise<void>
}

/** Starts one, and stops it when the tests of the calling file are over. */
export async function startTestEmulator(options: EmulatorOptions = {}): Promise<TestEmulator> {
  const clock = { now: Date.UTC(2026, 0, 15, 12) }
  const emulator = await startEmulator({ port: 0, now: () => clock.now, ...options })
  afterAll(emulator.close)
  const send = (path: string, init?: RequestInit) =>
    fetch(`${emulator.url}${path}`, { redirect: 'manual', ...init })
  const post = (path: string, body: unknown) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const reset = async () => {
    await post('/_emulator/reset', {})
  }
  return { ...emulator, clock, config: samples, fetch: send, post, reset }
}

/** The JSON of a response, typed by whoever knows what it should be. */
export async function bodyOf<T = Record<string, unknown>>(response: Response): Promise<T> {
  return (await response.json()) as T
}
