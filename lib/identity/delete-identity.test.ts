import { expect, it } from 'vitest'
import { callerNamed } from '@/tests/support/server/callers'
import { localCloud } from '@/tests/support/server/local-cloud'
import { withRequestContext } from '@/lib/observability/request-context'
import { deleteIdentity } from './delete-identity'
import { ensureMapping } from './ensure-mapping'
import { databaseStore } from './store/database-store'

const cloud = localCloud()
const ada = callerNamed('ada')

it('a deletion at ACS goes on when its client goes away', async () => {
  await ensureMapping(ada)
  await cloud.emulator.fault({ operation: 'acs.deleteIdentity', delayMs: 500 })
  const client = new AbortController()
  const deleting = withRequestContext(
    'an id',
    () => client.signal,
    () => deleteIdentity(ada),
  )
  setTimeout(() => client.abort(), 100)
  await deleting
  expect(await cloud.liveIdentities()).toEqual([])
  const { findMapping } = databaseStore
  expect(await findMapping(ada)).toBeNull()
})
