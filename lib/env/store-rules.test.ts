import { describe, expect, it } from 'vitest'
import { ConfigurationError, readEnv } from '../env'

const guid = '11111111-2222-4333-8444-555555555555'
const strong = 'kq8ZtD2mRvW7xYbC4nLs9GhJ5pQeF3aU6oTi'

const production = {
  NEXTAUTH_URL: 'https://calls.contoso.com',
  NEXTAUTH_SECRET: strong,
  DATABASE_URL: 'postgres://acs@db.contoso.com/acs?sslmode=verify-full',
  AZURE_AD_TENANT_ID: guid,
  AZURE_AD_CLIENT_ID: guid.replace('1', '2'),
  AZURE_AD_CLIENT_SECRET: strong,
  AZURE_AD_SPA_CLIENT_ID: guid.replace('1', '3'),
  ACS_CONNECTION_STRING: `endpoint=https://contoso.communication.azure.com/;accesskey=${strong}`,
}

const local = {
  ...production,
  EMULATOR_URL: 'http://localhost:4010',
  NEXTAUTH_URL: 'http://localhost:3000/',
  NEXTAUTH_SECRET: 'weak',
  ACS_CONNECTION_STRING: 'endpoint=http://localhost:4010/;accesskey=c2FtcGxl',
}

function problemsOf(
  source: Record<string, string | undefined>,
  options = { strict: true },
): [string, string][] {
  try {
    readEnv(source, options)
    return []
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.problems.map(({ variable, message }) => [variable, message])
  }
}

describe('the store of mappings', () => {
  it('is the database, and Graph is asked for the profile alone', () => {
    expect(readEnv(production)).toMatchObject({
      identityStore: 'database',
      graphScope: 'User.Read',
      graphExtensionName: 'com.contoso.identityMapping',
      graphResource: 'https://graph.microsoft.com',
    })
  })

  it('may be Graph, which is then asked for changes of one’s own user', () => {
    const GRAPH_ENDPOINT = 'https://graph.microsoft.us'
    const settings = {
      IDENTITY_STORE: 'graph',
      GRAPH_EXTENSION_NAME: 'com.acme.acs',
      GRAPH_ENDPOINT,
    }
    expect(readEnv({ ...production, ...settings })).toMatchObject({
      identityStore: 'graph',
      graphScope: 'User.ReadWrite',
      graphExtensionName: 'com.acme.acs',
      graphResource: GRAPH_ENDPOINT,
    })
    expect(readEnv(local).graphResource).toBe('https://graph.microsoft.com')
  })

  it('can’t be Graph for people who aren’t there', () => {
    const settings = { ...production, OIDC_ISSUER: 'https://id.contoso.com' }
    const refused = problemsOf({ ...settings, IDENTITY_STORE: 'graph' })
    expect(refused.map(([variable]) => variable)).toContain('IDENTITY_STORE')
    const database = problemsOf({ ...settings, IDENTITY_STORE: 'database' })
    expect(database.map(([variable]) => variable)).not.toContain('IDENTITY_STORE')
  })

  it.each([
    [{ IDENTITY_STORE: 'redis' }, 'IDENTITY_STORE'],
    [{ GRAPH_EXTENSION_NAME: 'a/b' }, 'GRAPH_EXTENSION_NAME'],
    [{ GRAPH_EXTENSION_NAME: '.hidden' }, 'GRAPH_EXTENSION_NAME'],
  ])('is refused as %j', (settings, variable) => {
    expect(problemsOf({ ...production, ...settings }).map(([name]) => name)).toEqual([variable])
  })
})
