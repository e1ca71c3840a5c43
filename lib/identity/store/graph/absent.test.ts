import { expect, it } from 'vitest'
import { appWith, commandSecret } from '@/tests/support/programs/mappings-command'
import { extensionOf, strangeIdentity } from '@/tests/support/server/graph-extensions'
import { localCloud } from '@/tests/support/server/local-cloud'
import { mapped, tables } from '@/tests/support/server/mappings'
import { settings, signInAt } from '@/tests/support/server/stores'
import { absentCaller } from '@/lib/auth/caller'
import { deleteIdentity } from '../../delete-identity'
import { noteExtension } from './extension-index'

// An administrator has granted this app the permission.
const AZURE_AD_CLIENT_ID = '70000000-0000-4000-8000-000000000161'
const app = { AZURE_AD_CLIENT_ID, AZURE_AD_CLIENT_SECRET: commandSecret }
const apps = [appWith(AZURE_AD_CLIENT_ID, 'User.ReadWrite.All')]
const cloud = localCloud({ ...settings, ...app }, { apps })

it('without the person, the app’s own permission removes the extension, and nothing stays', async () => {
  const extension = extensionOf(cloud, 'ada')
  const ada = absentCaller(await signInAt('ada', cloud))
  const acsUserId = await strangeIdentity(cloud)
  await extension.write({ acsUserIdentity: acsUserId })
  const { id } = await mapped(ada, acsUserId)
  await noteExtension(id)

  await deleteIdentity(ada)
  expect(await extension.read()).toBeNull()
  expect(await cloud.liveIdentities()).toEqual([])
  expect(await (await tables()).findMany({})).toEqual([])
})
