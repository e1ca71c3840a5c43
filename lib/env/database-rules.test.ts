import { describe, expect, it } from 'vitest'
import { local, problemsOf, production } from '@/tests/support/server/settings'
import { migrationDatabase, readEnv } from '../env'

describe('a connection to PostgreSQL', () => {
  const warningsOf = (DATABASE_URL: string, change = {}) =>
    readEnv({ ...production, DATABASE_URL, ...change }).warnings

  it.each([
    'postgres://db.contoso.com/acs',
    'postgresql://db.contoso.com/acs?application_name=sslmode=disable',
    'postgres://db.contoso.com/acs?ssl=0',
    'postgres:///acs?host=db.contoso.com',
    'postgres://localhost/acs?host=db.contoso.com',
  ])('is refused without TLS: %s', (DATABASE_URL) => {
    expect(problemsOf({ ...production, DATABASE_URL })).toEqual([
      ['DATABASE_URL', expect.stringMatching(/^is without TLS: add sslmode=verify-full/)],
    ])
  })

  it.each([
    'postgres://db.contoso.com/acs?sslmode=verify-full',
    'postgres://db.contoso.com/acs?sslmode=require',
    'postgres://db.contoso.com/acs?sslmode=prefer',
    // The driver takes any other word for verify-full.
    'postgres://db.contoso.com/acs?sslmode=allow',
    'postgres://db.contoso.com/acs?ssl=true',
    'postgres://localhost/acs',
    'postgres://127.0.0.1:5432/acs',
    'postgres://[::1]/acs',
    'postgres:///acs?host=/var/run/postgresql',
    'postgres://%2Fvar%2Frun%2Fpostgresql/acs',
  ])('is taken, without a word: %s', (DATABASE_URL) => {
    expect(warningsOf(DATABASE_URL)).toEqual([])
  })

  it.each([
    ['sslmode=disable', /^DATABASE_URL has sslmode=disable/],
    ['sslmode=no-verify', /^DATABASE_URL accepts any certificate/],
    ['ssl=no-verify', /^DATABASE_URL accepts any certificate/],
    ['uselibpqcompat=true&sslmode=require', /^DATABASE_URL accepts any certificate/],
  ])('is taken with a warning: %s', (query, warning) => {
    expect(warningsOf(`postgres://db.contoso.com/acs?${query}`)).toEqual([
      expect.stringMatching(warning),
    ])
  })

  it('is refused where its driver would refuse it', () => {
    const DATABASE_URL = 'postgres://db.contoso.com/acs?uselibpqcompat=true&sslmode=verify-ca'
    expect(problemsOf({ ...production, DATABASE_URL })).toEqual([
      [
        'DATABASE_URL',
        expect.stringMatching(/^is refused by the PostgreSQL driver: .*sslrootcert/),
      ],
    ])
  })

  it('is held to the same rules where it is for migrations', () => {
    const DATABASE_DIRECT_URL = 'postgres://db.contoso.com/acs'
    expect(problemsOf({ ...production, DATABASE_DIRECT_URL })).toEqual([
      ['DATABASE_DIRECT_URL', expect.stringMatching(/^is without TLS/)],
    ])
    const file = { DATABASE_URL: 'file:acs.db', DATABASE_DIRECT_URL: production.DATABASE_URL }
    expect(problemsOf({ ...production, ...file })).toEqual([
      ['DATABASE_DIRECT_URL', 'is for PostgreSQL, and DATABASE_URL is a file'],
    ])
  })

  const unverified = ['needs sslmode=verify-full, as DATABASE_AUTH is entra']
  it.each<[string, string[]]>([
    ['postgres://role@db.contoso.com/acs?sslmode=verify-full', []],
    ['postgres:///acs?host=db.contoso.com&user=role&sslmode=verify-full', []],
    ['postgres://role@127.0.0.1/acs', []],
    [
      'postgres://role:word@127.0.0.1/acs',
      ['has a password, and DATABASE_AUTH is entra: remove it'],
    ],
    [
      'postgres://role@127.0.0.1/acs?password=word',
      ['has a password, and DATABASE_AUTH is entra: remove it'],
    ],
    ['postgres://127.0.0.1/acs', ['names no user: the role of this server’s identity is needed']],
    ['postgres://role@db.contoso.com/acs', unverified],
    ['postgres://role@db.contoso.com/acs?sslmode=disable', unverified],
    ['postgres://role@db.contoso.com/acs?sslmode=no-verify', unverified],
  ])('by a token has a user, no password, and verified TLS: %s', (DATABASE_URL, messages) => {
    const settings = { ...production, DATABASE_AUTH: 'entra', DATABASE_URL }
    for (const strict of [true, false]) {
      expect(problemsOf(settings, { strict }).map(([, message]) => message)).toEqual(messages)
    }
  })

  it('by a token is never a file', () => {
    const settings = { ...production, DATABASE_AUTH: 'entra', DATABASE_URL: 'file:acs.db' }
    expect(problemsOf(settings)).toEqual([
      ['DATABASE_AUTH', 'is for PostgreSQL, and DATABASE_URL is a file'],
    ])
  })

  it('for migrations is read alone', () => {
    const url = 'postgres://role@db.contoso.com/acs'
    expect(migrationDatabase({ DATABASE_URL: url })).toEqual({ url, auth: 'password' })
    const direct = { DATABASE_URL: 'file:x', DATABASE_DIRECT_URL: url, DATABASE_AUTH: 'entra' }
    expect(migrationDatabase(direct)).toEqual({ url, auth: 'entra' })
    expect(() => migrationDatabase({})).toThrow(/DATABASE_URL is missing/)
    expect(() => migrationDatabase({ DATABASE_URL: 'db' })).toThrow(/DATABASE_URL must start with/)
  })

  it('is not asked for TLS in local mode', () => {
    const DATABASE_URL = 'postgres://db.contoso.com/acs'
    expect(readEnv({ ...local, DATABASE_URL }).warnings).toEqual([])
  })
})
