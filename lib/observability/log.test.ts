import { beforeAll, expect, it } from 'vitest'
import { createLogger } from './log'
import { setClientAddress, withRequestContext } from './request-context'

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl'
const jwe = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn'

beforeAll(() => {
  Object.assign(process.env, {
    NEXTAUTH_URL: 'https://calls.contoso.com',
    NEXTAUTH_SECRET: crypto.randomUUID(),
    DATABASE_URL: 'file:test.db',
    AZURE_AD_TENANT_ID: crypto.randomUUID(),
    AZURE_AD_CLIENT_ID: crypto.randomUUID(),
    AZURE_AD_SPA_CLIENT_ID: crypto.randomUUID(),
    AZURE_AD_CLIENT_SECRET: `~${crypto.randomUUID()}`,
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

class ServiceError extends Error {
  override readonly name = 'ServiceError'
}

it('shows what services say by name, code and number only', () => {
  const text = 'AADSTS50020: User account ada@contoso.example (Ada Lovelace) does not exist.'
  const answer = { error: 'invalid_grant', error_description: text, error_codes: [50020] }
  const error = Object.assign(new ServiceError(text, { cause: answer }), {
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    status: 400,
  })
  const { text: line, entry } = logged((logger) => logger.error({ err: error }))
  expect(line).not.toMatch(/ada|Lovelace|does not exist|\[object/i)
  expect(entry.err).toMatchObject({
    name: 'ServiceError',
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    status: 400,
    aadsts: 'AADSTS50020',
    stack: expect.stringMatching(/^ {4}at /) as string,
    cause: { name: 'Object', code: 'invalid_grant', aadsts: 'AADSTS50020' },
  })
})

it('does not quote what could not be read', () => {
  let error: unknown
  try {
    JSON.parse('{"mail": ada@contoso.example}')
  } catch (caught) {
    error = caught
  }
  const { text } = logged((logger) => logger.error({ err: error }))
  expect(text).toContain('SyntaxError')
  expect(text).not.toContain('contoso')
})

it('shows what the system says in full', () => {
  const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  })
  const { entry } = logged((logger) => logger.error({ err: error }))
  expect(entry.err).toMatchObject({
    message: 'connect ECONNREFUSED 127.0.0.1:5432',
    code: 'ECONNREFUSED',
  })
})

it.each(['a text with ada@contoso.example', null, undefined, 5])(
  'names the type of what was thrown, of %s, too',
  (thrown) => {
    const error = new Error('failed', { cause: thrown })
    const { text } = logged((logger) => logger.error({ err: error }))
    expect(text).not.toContain('contoso')
  },
)

it('puts the client’s address on audit records alone', () => {
  const lines: Record<string, unknown>[] = []
  const logger = createLogger({ write: (line) => void lines.push(JSON.parse(line) as never) })
  withRequestContext(
    'an id',
    () => new AbortController().signal,
    () => {
      setClientAddress('203.0.113.0/24')
      logger.info({ audit: 'token_issued' }, 'audit')
      logger.info('anything else')
    },
  )
  expect(lines[0]).toMatchObject({ level: 'info', clientAddress: '203.0.113.0/24' })
  expect(lines[1]).not.toHaveProperty('clientAddress')
})
