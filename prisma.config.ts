import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'prisma/config'

// Two providers, one models file: the scheme of DATABASE_URL says which provider a command is for.
const url = process.env.DATABASE_URL ?? 'file:.data/acs.db'
const schema = path.join('prisma', url.startsWith('postgres') ? 'postgresql' : 'sqlite')
copyFileSync(path.join('prisma', 'models.prisma'), path.join(schema, 'models.prisma'))

export default defineConfig({
  schema,
  migrations: { path: path.join(schema, 'migrations') },
  datasource: { url },
})
