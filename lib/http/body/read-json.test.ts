import { expect, it } from 'vitest'
import * as z from 'zod'
import { readJson } from './read-json'

const schema = z.strictObject({ name: z.string(), at: z.object({ hour: z.int() }) }).partial()

function read(body: string, contentType?: string) {
  const headers = contentType === undefined ? {} : { 'content-type': contentType }
  return readJson(
    new Request('http://localhost/', { method: 'POST', headers, body: Buffer.from(body) }),
    schema,
  )
}

it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON ;charset=utf-8'])(
  'a body of %s is read',
  async (type) => {
    expect(await read('{"name":"Ada"}', type)).toEqual({ name: 'Ada' })
  },
)

it.each([
  undefined,
  'text/json',
  'application/jsonx',
  'text/plain; application/json',
  'x/application/json',
])('a body of %s is of no type that is read', async (type) => {
  await expect(read('{"name":"Ada"}', type)).rejects.toMatchObject({
    code: 'unsupported_media_type',
  })
})

it.each(['', '   ', '\n'])(
  'an empty body (“%s”) needs no type, and asks for nothing',
  async (body) => {
    expect(await read(body)).toEqual({})
  },
)

it('a body that is no JSON is told from one that does not fit', async () => {
  await expect(read('{', 'application/json')).rejects.toMatchObject({
    code: 'invalid_request',
    detail: 'The body is not JSON.',
  })
  await expect(read('{"name":5}', 'application/json')).rejects.toMatchObject({
    code: 'invalid_request',
    detail: 'The body does not fit.',
  })
})

it('each part that does not fit is named by its path', async () => {
  const body = '{"name":5,"at":{"hour":"noon"}}'
  await expect(read(body, 'application/json')).rejects.toMatchObject({
    errors: [
      { path: 'name', message: expect.stringMatching(/./) as string },
      { path: 'at.hour', message: expect.stringMatching(/./) as string },
    ],
  })
})
