import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { remainingMs, withRequestContext } from '@/lib/observability/request-context'
import { hasUnreadBody, readText } from './read-text'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

let body: ReadableStreamDefaultController<Uint8Array>
const canceled = vi.fn()

/** A request whose body is still to come. */
function slowRequest(): Request {
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => void (body = controller),
    cancel: canceled,
  })
  const headers = { 'transfer-encoding': 'chunked' }
  return new Request('http://localhost:3000', {
    method: 'POST',
    headers,
    body: stream,
    duplex: 'half',
  } as RequestInit)
}

const send = (text: string) => body.enqueue(new TextEncoder().encode(text))

it('reads a body that comes in parts, and takes its time from nobody’s budget', async () => {
  const { text, left } = await withRequestContext(
    'an id',
    () => new AbortController().signal,
    async () => {
      const reading = readText(slowRequest())
      send(' a bo')
      await vi.advanceTimersByTimeAsync(9_000)
      send('dy ')
      body.close()
      return { text: await reading, left: remainingMs(60_000) }
    },
  )
  expect(text).toBe('a body')
  expect(left).toBe(10_000)
})

it('waits 10 s for a body, and leaves the connection to the response', async () => {
  const request = slowRequest()
  const reading = expect(readText(request)).rejects.toMatchObject({
    code: 'body_timeout',
    status: 408,
  })
  send('a bo')
  await vi.advanceTimersByTimeAsync(10_000)
  await reading
  expect(canceled).not.toHaveBeenCalled()
  expect(hasUnreadBody(request)).toBe(true)
})

it('refuses more than 16 KiB as soon as it is too much', async () => {
  const request = slowRequest()
  const reading = expect(readText(request)).rejects.toMatchObject({ code: 'body_too_large' })
  send('a'.repeat(16 * 1024))
  send('a')
  await reading
  expect(canceled).not.toHaveBeenCalled()
  expect(hasUnreadBody(request)).toBe(true)
})

it('knows which requests have a body that nobody has read', async () => {
  const post = (text?: string) =>
    new Request('http://localhost:3000', {
      method: 'POST',
      ...(text !== undefined && { body: text, headers: { 'content-length': `${text.length}` } }),
    })
  const read = post('{}')
  expect(hasUnreadBody(read)).toBe(true)
  expect(await readText(read)).toBe('{}')
  expect(hasUnreadBody(read)).toBe(false)
  expect(hasUnreadBody(post())).toBe(false)
  expect(hasUnreadBody(post(''))).toBe(false)
})
