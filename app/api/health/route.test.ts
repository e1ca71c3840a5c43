import { expect, it } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { database } from '@/lib/db/database'
import { GET as notFound } from '../[[...path]]/route'
import { GET as getLive } from './live/route'
import { GET as getReady } from './ready/route'

localCloud()
const correlationId = '6f1b2c3d-0000-4000-8000-00000000abcd'

it('is live and ready', async () => {
  expect(await call(getLive)).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await call(getReady)).toMatchObject({ status: 200, body: { status: 'ok' } })
})

it('takes over a correlation id that is a UUID, and no other', async () => {
  const given = await call(getLive, { headers: { 'x-correlation-id': correlationId } })
  expect(given.headers.get('x-correlation-id')).toBe(correlationId)
  const other = await call(getLive, { headers: { 'x-correlation-id': 'me, the client' } })
  expect(other.headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/)
})

it('is never cached', async () => {
  expect((await call(getLive)).headers.get('cache-control')).toBe('no-store')
})

it('responds to what does not exist with a problem', async () => {
  const { status, headers, body } = await call(notFound, {
    headers: { 'x-correlation-id': correlationId },
  })
  expect(status).toBe(404)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body).toEqual({
    type: 'urn:acs-authentication-server:problem:not_found',
    title: 'Not Found',
    status: 404,
    detail: 'There is nothing here.',
    code: 'not_found',
    correlationId,
  })
})

it('is live but not ready while the database is unavailable', async () => {
  const holder = globalThis as { acsDatabase?: unknown }
  const working = await database()
  const away = { readRow: () => Promise.reject(new Error('gone')) }
  holder.acsDatabase = Promise.resolve(away)
  expect(await call(getLive)).toMatchObject({ status: 200 })
  expect(await call(getReady)).toMatchObject({ status: 503, body: { status: 'unavailable' } })
  holder.acsDatabase = Promise.resolve(working)
  expect(await call(getReady)).toMatchObject({ status: 200 })
})
