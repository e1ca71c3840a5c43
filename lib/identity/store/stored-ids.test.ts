import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { database } from '@/lib/db/database'
import { databaseStore } from './database-store'

const { endMapping, claimMapping, completeClaim, setUnusable, countIdentities, findExtremeIds } =
  databaseStore

localCloud()

async function claimed(subject: string) {
  const caller = callerNamed(subject)
  const claim = await claimMapping(caller, new Date(Date.now() + 15_000))
  if (!claim) throw new Error('Somebody else holds the claim.')
  return { caller, claim }
}

async function mapped(subject: string) {
  const { caller, claim } = await claimed(subject)
  await completeClaim(caller, claim, `8:acs:${subject}`)
  return { caller, mapping: { id: claim.id, acsUserId: `8:acs:${subject}` } }
}

it('there are none where nobody has an identity', async () => {
  await claimed('ada')
  expect(await findExtremeIds()).toEqual([])
  expect(await countIdentities()).toEqual({
    mappings: 0,
    tombstones: 0,
    unusable: 0,
    ofOtherResources: 0,
  })
})

it('the first and the last id are found, and each kind of row is counted', async () => {
  for (const subject of ['charles', 'ada', 'grace']) await mapped(subject)
  const { caller } = await mapped('edsger')
  await endMapping(caller)
  const barbara = await mapped('barbara')
  await setUnusable(barbara.caller, barbara.mapping, true)
  await claimed('margaret')
  const { identityMapping } = await database()
  for (const acsResource of ['!', '~']) {
    const other = { directory: 'tenant', subject: 'ada', acsResource, acsUserId: '8:acs:!' }
    await identityMapping.create({ data: other, select: { id: true } })
  }
  expect(await findExtremeIds()).toEqual(['8:acs:ada', '8:acs:grace'])
  expect(await countIdentities()).toEqual({
    mappings: 6,
    tombstones: 1,
    unusable: 1,
    ofOtherResources: 2,
  })
})
