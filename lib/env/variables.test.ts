import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { localSettings } from '@/scripts/local-settings'
import { variables } from './variables'

it('.env.local.example has a line for each variable, and for no other', () => {
  const example = readFileSync('.env.local.example', 'utf8')
  const named = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(Object.keys(variables).toSorted())
})

it('local mode leaves no variable to what a .env.local says', () => {
  const address = 'http://localhost:4010'
  const settings = localSettings({
    appUrl: 'http://localhost:3000',
    emulatorUrl: address,
    databaseUrl: 'file:acs.db',
    secret: 'local',
    emulator: {
      tenantId: 'tenant',
      serverApp: { clientId: 'server', clientSecret: 'secret' },
      clientApp: { clientId: 'client' },
      acs: [{ connectionString: `endpoint=${address}/;accesskey=key`, resourceId: 'resource' }],
    },
  })
  expect(Object.keys(settings)).toEqual(expect.arrayContaining(Object.keys(variables)))
})
