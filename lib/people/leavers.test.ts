import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { appWith } from '@/tests/support/programs/mappings-command'
import { localCloud } from '@/tests/support/server/local-cloud'
import { areTooMany, eraseLeavers, findLeavers } from './leavers'

const READER = appWith('70000000-0000-4000-8000-000000000161', 'Directory.Read.All')
const cloud = localCloud(
  { AZURE_AD_CLIENT_ID: READER.clientId, AZURE_AD_CLIENT_SECRET: READER.clientSecret },
  { apps: [READER] },
)

async function map(subject: string, directory = cloud.emulator.config.tenantId): Promise<string> {
  const { identityMapping } = await database()
  const acsUserId = `8:acs:${randomUUID()}_${randomUUID()}`
  const acsResource = env().acs.resource
  const data = { directory, subject, acsResource, acsUserId }
  await identityMapping.create({ data, select: { id: true } })
  return acsUserId
}

it('who is gone from Entra is found among many, and nobody else', async () => {
  const { emulator } = cloud
  await emulator.changeUser('grace', { deleted: true })
  await emulator.changeUser('ada', { disabled: true })
  const gone = [await map(emulator.user('grace').objectId), await map(randomUUID())]
  await map(emulator.user('ada').objectId)
  await map(emulator.user('katherine').objectId)
  await map('somebody', 'https://issuer.example')
  const heard: number[] = []
  const leavers = await findLeavers((lookedAt) => heard.push(lookedAt))
  expect(leavers.gone.map(({ acsUserId }) => acsUserId).sort()).toEqual(gone.sort())
  expect([leavers.lookedAt, heard]).toEqual([4, [4]])
})

it('Entra is asked for a thousand at a time', async () => {
  const { identityMapping } = await database()
  const { tenantId: directory } = cloud.emulator.config
  const acsResource = env().acs.resource
  for (let i = 0; i < 1_001; i++) {
    const data = { directory, subject: randomUUID(), acsResource, acsUserId: `8:acs:${i}` }
    await identityMapping.create({ data, select: { id: true } })
  }
  const heard: number[] = []
  const { gone } = await findLeavers((lookedAt) => heard.push(lookedAt))
  expect(heard).toEqual([1_000, 1_001])
  expect(gone).toHaveLength(1_001)
})

it('without the permission nobody is gone, and nothing is done', async () => {
  await map(randomUUID())
  await cloud.emulator.fault({ operation: 'graph.getByIds', status: 403 })
  await expect(findLeavers(() => undefined)).rejects.toMatchObject({ code: 'consent_required' })
})

it('they are erased, and who stays is not', async () => {
  const { emulator } = cloud
  await map(emulator.user('katherine').objectId)
  await map(randomUUID())
  const leavers = await findLeavers(() => undefined)
  await eraseLeavers({ osUser: 'root' }, leavers)
  const { identityMapping } = await database()
  const rows = await identityMapping.findMany({ where: { tombstone: '' } })
  expect(rows.map(({ subject }) => subject)).toEqual([emulator.user('katherine').objectId])
})

it.each([
  [100, 20, false],
  [100, 21, true],
  [10, 10, false],
])('of %i people %i gone: whether that looks like a mistake is %s', (lookedAt, count, tooMany) => {
  const gone = Array.from({ length: count }, () => ({
    id: '',
    directory: '',
    subject: '',
    acsUserId: '',
  }))
  expect(areTooMany({ lookedAt, gone })).toBe(tooMany)
})
