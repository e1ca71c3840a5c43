import { vi } from 'vitest'
import { itIsADirectory } from '@/tests/support/server/directory-contract'
import { localCloud } from '@/tests/support/server/local-cloud'
import { AUDIENCE, pickPerson, sampleProvider } from '@/tests/support/server/oidc'

const cloud = localCloud(sampleProvider)

const issuer = () => `${cloud.emulator.url}/oidc/sample`

itIsADirectory({
  cloud,
  async load() {
    vi.resetModules()
    return (await import('./openid-provider')).openidProviderDirectory
  },
  signIn: (address) => pickPerson(address, 'joan'),
  token(changes = {}, key = 'own') {
    const now = Math.floor(Date.now() / 1000)
    const times = { iat: now, exp: now + 600 }
    const claims = {
      iss: issuer(),
      sub: 'joan',
      aud: AUDIENCE,
      scope: 'openid',
      ...times,
      ...changes,
    }
    const header = { typ: 'at+jwt' }
    return cloud.emulator.sign(claims, { key: key === 'own' ? 'oidc' : key, header })
  },
  directory: issuer,
  operations: { discovery: 'oidc.discovery', keys: 'oidc.keys', token: 'oidc.token' },
})
