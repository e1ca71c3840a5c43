import { expect, it } from 'vitest'
import { readText } from './read-text'

const LIMIT = 16 * 1024

function post(body: string | ReadableStream, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers, body, duplex: 'half' }
  return readText(new Request('http://localhost/', init))
}

/** A body in pieces, whose size nobody said, and how many of them were asked for. */
function pieces(count: number, size: number) {
  const asked = { count: 0 }
  const stream = new ReadableStream({
    pull(controller) {
      asked.count += 1
      if (asked.count > count) controller.close()
      else controller.enqueue(Buffer.alloc(size, 'a'))
    },
  })
  return { stream, asked }
}

it('a body is read as text, without the spaces around it', async () => {
  expect(await post(' Grüße \n')).toBe('Grüße')
})

it('a character that two pieces share is whole', async () => {
  const bytes = Buffer.from('ü')
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, 1))
      controller.enqueue(bytes.subarray(1))
      controller.close()
    },
  })
  expect(await post(stream)).toBe('ü')
})

it('a request without a body has an empty one', async () => {
  expect(await readText(new Request('http://localhost/'))).toBe('')
  expect(await post('', { 'content-length': '0' })).toBe('')
})

it('16 KiB are read, and not a byte more', async () => {
  expect(await post('a'.repeat(LIMIT))).toHaveLength(LIMIT)
  const declared = { 'content-length': String(LIMIT) }
  expect(await post('a'.repeat(LIMIT), declared)).toHaveLength(LIMIT)
  await expect(post('a'.repeat(LIMIT + 1))).rejects.toMatchObject({ code: 'body_too_large' })
})

it('a body that is said to be too large is not read at all', async () => {
  const { stream, asked } = pieces(1000, 1024)
  const headers = { 'content-length': String(LIMIT + 1) }
  await expect(post(stream, headers)).rejects.toMatchObject({ code: 'body_too_large' })
  expect(asked.count).toBeLessThanOrEqual(1)
})

it('a body whose size nobody said is read up to 16 KiB', async () => {
  expect(await post(pieces(16, 1024).stream)).toHaveLength(LIMIT)
  const { stream, asked } = pieces(1000, 1024)
  await expect(post(stream)).rejects.toMatchObject({ code: 'body_too_large' })
  expect(asked.count).toBeLessThan(30)
})
