import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { extensionOf } from '@/tests/support/server/graph-extensions'
import { localCloud } from '@/tests/support/server/local-cloud'
import { database } from '@/lib/db/database'

const PROGRAM = 'tests/support/programs/create-identities.ts'
const EACH = 25

const cloud = localCloud()

/** An instance of its own, which begins when it is told to. */
async function startInstance(IDENTITY_STORE: string): Promise<ChildProcess> {
  const token = await cloud.emulator.apiToken('ada')
  const args = ['--conditions=react-server', '--import', 'tsx', PROGRAM, token, String(EACH)]
  const env = { ...process.env, IDENTITY_STORE }
  const child = spawn(process.execPath, args, { env, stdio: 'pipe' })
  await once(child.stderr, 'data')
  return child
}

async function responsesOf(child: ChildProcess): Promise<[acsUserId: string, created: boolean][]> {
  let text = ''
  child.stdout!.on('data', (chunk) => (text += String(chunk)))
  await once(child, 'close')
  return JSON.parse(text) as [string, boolean][]
}

it.each(['database', 'graph'])(
  '50 creations at once on two instances, kept in %s, come to one identity',
  async (store) => {
    const instances = await Promise.all([startInstance(store), startInstance(store)])
    const responding = instances.map(responsesOf)
    for (const { stdin } of instances) stdin!.write('begin\n')
    const responses = (await Promise.all(responding)).flat()

    expect(responses).toHaveLength(2 * EACH)
    const [acsUserId = ''] = await cloud.liveIdentities()
    expect(responses.map(([id]) => id)).toEqual(Array.from({ length: 2 * EACH }, () => acsUserId))
    expect(responses.filter(([, created]) => created)).toHaveLength(1)
    expect(await cloud.liveIdentities()).toHaveLength(1)
    const { identityMapping } = await database()
    expect(await identityMapping.findMany({})).toMatchObject([{ acsUserId, tombstone: '' }])
    const inGraph = (await extensionOf(cloud, 'ada').read())?.acsUserIdentity
    expect(inGraph).toBe(store === 'graph' ? acsUserId : undefined)
  },
  60_000,
)
