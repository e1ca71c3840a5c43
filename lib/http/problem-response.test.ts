import { NextRequest } from 'next/server'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/lib/errors/problem'
import { route } from './route'

vi.mock('@/lib/env', () => ({ env: () => ({ corsAllowedOrigins: [], logLevel: 'silent' }) }))

/** What a handler's problem becomes. */
async function refusalOf(error: unknown, headers: Record<string, string> = {}) {
  const handler = route(() => Promise.reject(error as Error))
  const response = await handler(new NextRequest('http://localhost:3000/api/user', { headers }))
  return { response, body: (await response.json()) as Record<string, unknown> }
}

async function challenge(problem: Problem) {
  return (await refusalOf(problem)).response.headers.get('www-authenticate')
}

describe('a problem', () => {
  it('comes with its code and text, and named by a type of its own', async () => {
    const { response, body } = await refusalOf(new Problem('mapping_not_found'))
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(body).toEqual({
      type: expect.stringContaining('mapping_not_found') as string,
      title: 'Not Found',
      status: 404,
      detail: expect.stringMatching(/\w/) as string,
      code: 'mapping_not_found',
      correlationId: response.headers.get('x-correlation-id'),
    })
  })

  it('may have a text of its own, parts that are wrong, claims, and headers', async () => {
    const errors = [{ path: 'scopes.0', message: 'Only voip may be asked for.' }]
    const detail = 'The server does not allow this.'
    const headers = { 'retry-after': '7' }
    const problem = new Problem('invalid_request', { detail, errors, claims: '{}', headers })
    const { response, body } = await refusalOf(problem)
    expect(body).toMatchObject({ detail, errors, claims: '{}' })
    expect(response.headers.get('retry-after')).toBe('7')
  })

  it('that nobody expected shows nothing of itself', async () => {
    const { response, body } = await refusalOf(new Error('password is hunter2'))
    expect(response.status).toBe(500)
    expect(body.code).toBe('internal_error')
    expect(JSON.stringify(body)).not.toContain('hunter2')
  })
})

describe('a challenge', () => {
  it('has no error for a request without credentials (RFC 6750, 3)', async () => {
    expect(await challenge(new Problem('unauthenticated'))).toBe('Bearer')
  })

  it('says what is wrong with a token', async () => {
    expect(await challenge(new Problem('token_expired'))).toMatch(
      /^Bearer error="invalid_token", error_description="[^"]+"$/,
    )
  })

  it('passes claims on in base64', async () => {
    const claims = '{"access_token":{}}'
    expect(await challenge(new Problem('interaction_required', { claims }))).toMatch(
      new RegExp(
        `^Bearer error="insufficient_claims", error_description="[^"]+", claims="${btoa(claims)}"$`,
      ),
    )
  })

  it('holds no character that a quoted text may not', async () => {
    const problem = new Problem('token_invalid', { detail: 'a "b" \\ ü ~ ! #' })
    expect(await challenge(problem)).toContain(`error_description="a 'b' ' ' ~ ! #"`)
  })

  it('is for 401 alone', async () => {
    expect(await challenge(new Problem('scope_missing'))).toBeNull()
    expect(await challenge(new Problem('not_found'))).toBeNull()
  })
})

describe('every response', () => {
  const given = crypto.randomUUID()

  it('is kept by nobody', async () => {
    const { response } = await refusalOf(new Problem('not_found'))
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each([given, given.toUpperCase()])('takes over the correlation id %s', async (id) => {
    const { response } = await refusalOf(new Problem('not_found'), { 'x-correlation-id': id })
    expect(response.headers.get('x-correlation-id')).toBe(id)
  })

  it.each(['made up', `${given}0`, `0${given}`, `${given}-0000`, given.replaceAll('-', ''), ''])(
    'has a correlation id of its own where “%s” was given',
    async (id) => {
      const { response } = await refusalOf(new Problem('not_found'), { 'x-correlation-id': id })
      expect(response.headers.get('x-correlation-id')).not.toBe(id)
      expect(response.headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/)
    },
  )

  describe('of a process that stops', () => {
    const flags = process as { acsIsStopping?: boolean }
    afterAll(() => {
      delete flags.acsIsStopping
    })

    it('closes its connection', async () => {
      const before = await refusalOf(new Problem('not_found'))
      expect(before.response.headers.get('connection')).toBeNull()
      flags.acsIsStopping = true
      const after = await refusalOf(new Problem('not_found'))
      expect(after.response.headers.get('connection')).toBe('close')
    })
  })
})
