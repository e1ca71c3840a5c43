import { expect, it } from 'vitest'
import { UsageError } from '@/server/arguments'
import { readArguments } from './arguments'

const TENANT = 'C0000000-0000-4000-8000-000000000001'
const options = { extension: undefined, tenants: [], dryRun: false }

it('each command is read with its defaults', () => {
  expect(readArguments(['export'])).toEqual({ name: 'export', from: 'database', options })
  expect(readArguments(['import', '-'])).toEqual({ name: 'import', file: '-', options })
  const migrate = { name: 'migrate', to: 'database', remove: false, options }
  expect(readArguments(['migrate'])).toEqual(migrate)
  expect(readArguments(['migrate', '--help'])).toEqual({ name: 'help' })
})

it('each option is read', () => {
  const args = ['--remove', '--dry-run', '--extension', 'com.acme.acs', '--tenant', TENANT]
  expect(readArguments(['migrate', ...args])).toEqual({
    name: 'migrate',
    to: 'database',
    remove: true,
    options: { extension: 'com.acme.acs', tenants: [TENANT.toLowerCase()], dryRun: true },
  })
  expect(readArguments(['export', '--from', 'graph', '--output', 'f'])).toMatchObject({
    from: 'graph',
    output: 'f',
  })
})

it.each([
  [[]],
  [['remove']],
  [['import']],
  [['import', 'a', 'b']],
  [['export', 'a']],
  [['export', '--dry-run']],
  [['import', 'a', '--remove']],
  [['export', '--from', 'redis']],
  [['migrate', '--to', 'graph', '--remove']],
  [['migrate', '--unknown']],
  [['migrate', '--extension', 'a/b']],
  [['migrate', '--tenant', 'contoso.com']],
  [['import', 'a', '--tenant', TENANT, '--tenant', TENANT]],
])('%j is refused', (args) => {
  expect(() => readArguments(args)).toThrow(UsageError)
})
