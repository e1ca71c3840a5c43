import { beforeAll, expect, it } from 'vitest'
import { createLogger } from './log'
import { withRequestContext } from './request-context'

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl'
const jwe = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn'

beforeAll(() => {
  Object.assign(process.env, {
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'test',
    DATABASE_URL: 'file:test.db',
    AZURE_AD_TENANT_ID: crypto.randomUUID(),
    AZURE_AD_CLIENT_ID: crypto.randomUUID(),
    AZURE_AD_SPA_CLIENT_ID: crypto.randomUUID(),
    AZURE_AD_CLIENT_SECRET: 'test',
    ACS_CONNECTION_STRING: 'endpoint=https://test.communication.azure.com/;accesskey=dGVzdA==',
  })
})

function logged(write: (logger: ReturnType<typeof createLogger>) => void) {
  const lines: string[] = []
  write(createLogger({ write: (line) => void lines.push(line) }))
  return { text: lines.join(''), entry: JSON.parse(lines[0] ?? '{}') as Record<string, unknown> }
}

it('carries the correlation id of the request', () => {
  const { entry } = logged((logger) =>
    withRequestContext(
      'an id',
      () => AbortSignal.timeout(1000),
      () => logger.info('hello'),
    ),
  )
  expect(entry).toMatchObject({ correlationId: 'an id', msg: 'hello' })
})

it.each([jwt, jwe])('never shows a token, wherever it is hidden', (token) => {
  const { text } = logged((logger) => {
    logger.info({ token, deep: { within: [`Bearer ${token}`] } }, `with ${token} in the message`)
  })
  expect(text).not.toContain(token)
  expect(text.match(/\[token\]/g)).toHaveLength(3)
})

it('describes errors and their causes by named fields only', () => {
  const cause = Object.assign(new Error('connection lost'), { code: 'ECONNRESET' })
  const error = Object.assign(new Error('ACS failed', { cause }), {
    statusCode: 500,
    request: { headers: { authorization: 'HMAC-SHA256 secret' } },
  })
  const { text, entry } = logged((logger) => logger.error({ err: error }))
  expect(text).not.toContain('HMAC-SHA256')
  expect(entry.err).toMatchObject({
    message: 'ACS failed',
    status: 500,
    cause: { message: 'connection lost', code: 'ECONNRESET' },
  })
})
