import { describe, expect, it } from 'vitest'
import { local, problemsOf, production } from '@/tests/support/server/settings'
import { readEnv } from '../env'

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
