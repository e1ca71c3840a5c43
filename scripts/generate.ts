// Generates the Prisma clients of both providers into lib/db/generated, and the pages' theme.
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { unlessUnchanged } from './inputs.js'
import { run } from './processes.js'
import { writeTheme } from './theme'

const INPUTS = ['prisma/models.prisma', 'prisma.config.ts', 'package-lock.json']
const SCHEMAS = ['prisma/sqlite/schema.prisma', 'prisma/postgresql/schema.prisma']

await unlessUnchanged('lib/db/generated/inputs.sha256', [...INPUTS, ...SCHEMAS], async () => {
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
  for (const url of ['file:unused.db', 'postgres://unused']) {
    await run(process.execPath, [prisma, 'generate'], {
      DATABASE_URL: url,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      ...withoutEngine(),
    })
  }
})

writeTheme('app/fluent-theme.css')

// The command looks for a schema engine that generating never uses. Where its download couldn't be
// reached, any executable will do in its place.
function withoutEngine(): Record<string, string> {
  const isThere = readdirSync('node_modules/@prisma/engines').some((name) =>
    name.startsWith('schema-engine'),
  )
  return isThere || process.env.PRISMA_SCHEMA_ENGINE_BINARY
    ? {}
    : { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }
}
