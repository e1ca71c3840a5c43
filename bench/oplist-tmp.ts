import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { createDatabase, startPostgres } from '/work/main/tests/support/databases/postgres'
import { startEmulator } from '/work/main/tests/support/programs/emulator'
import { migrate, postgresql, sqlite } from '/work/main/bench/scale/databases'
import { seed } from '/work/main/bench/scale/seed'
import { serveProduct } from '/work/main/bench/scale/serve-product'
import { measureOperatorList } from '/work/main/bench/scale/operator-list'
const folder = await mkdtemp('/tmp/acs-op-')
const [emulator, postgres] = await Promise.all([startEmulator(), startPostgres()])
const sides = []
for (const database of [sqlite(path.join(folder, 'a.db')), postgresql(await createDatabase(postgres.url))]) {
  await migrate(database.url)
  const { tenantId: directory, acs } = emulator.config
  await database.insert(seed({ count: 1_000_000, directory, acsResource: acs[0]!.resourceId, identities: ['8:acs:x'] }).mappings)
  console.log('seeded', database.kind)
  sides.push({ database, mappings: 1_000_000, server: await serveProduct(emulator, database.url, { RATE_LIMIT_TOKEN: '1000000' }) })
}
await measureOperatorList(emulator, sides)
await Promise.all(sides.map(({ server }) => server.stop()))
await Promise.all([emulator.stop(), postgres.stop()])
