import { describe, expect, it } from 'vitest'
import { problemsOf } from '@/tests/support/server/settings'
import { readEnv } from '../env'

const strong = 'kq8ZtD2mRvW7xYbC4nLs9GhJ5pQeF3aU6oTi'

const provider = {
  NEXTAUTH_URL: 'https://calls.contoso.com',
  NEXTAUTH_SECRET: strong,
  DATABASE_URL: 'file:acs.db',
  ACS_CONNECTION_STRING: `endpoint=https://contoso.communication.azure.com/;accesskey=${strong}`,
  OIDC_ISSUER: 'https://contoso.eu.auth0.com/',
  OIDC_CLIENT_ID: 'calls',
  OIDC_CLIENT_SECRET: strong,
}

const local = {
  ...provider,
  NEXTAUTH_URL: 'http://localhost:3000',
  EMULATOR_URL: 'http://localhost:4010',
  ACS_CONNECTION_STRING: 'endpoint=http://localhost:4010/;accesskey=c2FtcGxl',
  OIDC_ISSUER: 'http://localhost:4010/oidc/sample',
}

describe('an OpenID provider as the directory', () => {
  it('is read with its defaults, and needs nothing of Entra', () => {
    const { directory, openidProvider, directoryOrigins, warnings } = readEnv(provider)
    expect([directory, directoryOrigins, warnings]).toEqual([
      'openid-provider',
      ['https://contoso.eu.auth0.com'],
      [],
    ])
    expect(openidProvider).toEqual({
      issuer: 'https://contoso.eu.auth0.com/',
      discoveryUrl: 'https://contoso.eu.auth0.com/.well-known/openid-configuration',
      name: 'contoso.eu.auth0.com',
      clientId: 'calls',
      clientSecret: strong,
      audience: undefined,
    })
  })

  it('may have its metadata elsewhere, and a name', () => {
    const discoveryUrl =
      'https://contoso.b2clogin.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=B2C_1_susi'
    const { openidProvider, directoryOrigins } = readEnv({
      ...provider,
      OIDC_DISCOVERY_URL: discoveryUrl,
      OIDC_NAME: 'Contoso',
    })
    expect(openidProvider).toMatchObject({ discoveryUrl, name: 'Contoso' })
    expect(directoryOrigins).toEqual([
      'https://contoso.eu.auth0.com',
      'https://contoso.b2clogin.com',
    ])
  })

  it.each(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ISSUER'])(
    'can’t be without %s',
    (name) => {
      expect(problemsOf({ ...provider, [name]: '' })).toEqual([[name, 'is missing']])
    },
  )

  it('stands in place of Entra, not beside it', () => {
    const problems = problemsOf({ ...provider, AZURE_AD_TENANT_ID: crypto.randomUUID() })
    const refused = problems.filter(([, message]) => message.startsWith('can’t stand beside'))
    expect(refused).toEqual(
      ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].map((name) => [
        name,
        'can’t stand beside AZURE_AD_TENANT_ID: people come from one directory',
      ]),
    )
  })

  it.each<[Record<string, string>, string, RegExp]>([
    [{ OIDC_ISSUER: 'login.contoso.com' }, 'OIDC_ISSUER', /^must be an address/],
    [{ OIDC_ISSUER: 'http://login.contoso.com' }, 'OIDC_ISSUER', /^must start with https:/],
    [{ OIDC_ISSUER: 'https://localhost/oidc' }, 'OIDC_ISSUER', /loopback/],
    [{ OIDC_ISSUER: 'https://login.contoso.com/?p=a' }, 'OIDC_ISSUER', /no query/],
    [
      { OIDC_ISSUER: 'https://login.contoso.com/.well-known/openid-configuration' },
      'OIDC_ISSUER',
      /set OIDC_DISCOVERY_URL to it/,
    ],
    [
      { OIDC_DISCOVERY_URL: 'http://login.contoso.com' },
      'OIDC_DISCOVERY_URL',
      /^must start with https:/,
    ],
    [{ OIDC_AUDIENCE: 'calls' }, 'OIDC_AUDIENCE', /^is the same as OIDC_CLIENT_ID/],
    [{ OIDC_NAME: 'a'.repeat(41) }, 'OIDC_NAME', /40 characters/],
    [{ OIDC_CLIENT_SECRET: 'short' }, 'OIDC_CLIENT_SECRET', /^is too weak/],
    [
      { OIDC_CLIENT_SECRET: 'emulator-sample-oidc-secret-not-for-production' },
      'OIDC_CLIENT_SECRET',
      /^is a sample value of the emulator/,
    ],
  ])('is refused: %j', (change, variable, message) => {
    expect(problemsOf({ ...provider, ...change })).toEqual([
      [variable, expect.stringMatching(message)],
    ])
  })

  it('is on this machine in local mode, and nowhere else', () => {
    expect(problemsOf(local)).toEqual([])
    const elsewhere = { OIDC_ISSUER: 'https://contoso.eu.auth0.com/' }
    expect(problemsOf({ ...local, ...elsewhere })).toEqual([
      ['OIDC_ISSUER', 'must be a loopback address while EMULATOR_URL is set'],
    ])
  })

  it('is better set up as Entra where it is Entra', () => {
    const issuer = `https://login.microsoftonline.com/${crypto.randomUUID()}/v2.0`
    const { warnings } = readEnv({ ...provider, OIDC_ISSUER: issuer })
    expect(warnings).toEqual([expect.stringMatching(/^OIDC_ISSUER is Microsoft Entra ID/)])
  })
})
