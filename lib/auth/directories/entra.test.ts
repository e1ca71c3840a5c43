import { decodeJwt } from 'jose'
import { vi } from 'vitest'
import { itIsADirectory } from '@/tests/support/server/directory-contract'
import { localCloud } from '@/tests/support/server/local-cloud'
import { signInAtEntra } from '@/tests/support/server/sign-in'

const cloud = localCloud()

itIsADirectory({
  cloud,
  async load() {
    vi.resetModules()
    return (await import('./entra')).entraDirectory
  },
  signIn: (address) => signInAtEntra(cloud.emulator, address, 'ada'),
  async token(changes = {}, key = 'own') {
    const claims = { ...decodeJwt(await cloud.emulator.apiToken('ada')), ...changes }
    return cloud.emulator.sign(claims, { key: key === 'own' ? 'entra' : key })
  },
  directory: () => cloud.emulator.config.tenantId,
  operations: { discovery: 'entra.discovery', keys: 'entra.keys', token: 'entra.token' },
})
