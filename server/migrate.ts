// `npm run migrate`: applies pending migrations as the tables' owner, so that the app needs no more than
// to read and write rows.
import { existsSync } from 'node:fs'
import { migrate } from '@/lib/db/migrate'
import { migrationDatabaseUrl } from '@/lib/env'

// As the app itself is configured; what is in the environment already comes first.
for (const file of ['.env.production.local', '.env.local', '.env.production', '.env']) {
  if (existsSync(file)) process.loadEnvFile(file)
}

try {
  const applied = await migrate(migrationDatabaseUrl(), (reason) => say(`Waiting: ${reason}.`))
  for (const name of applied) say(`Applied ${name}.`)
  if (applied.length === 0) say('Nothing to apply: the database is up to date.')
} catch (error) {
  process.stderr.write(`The migration failed: ${reasonOf(error)}\n`)
  process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: unknown }
  // A refused connection has no message, only a code.
  return message || String(code ?? error)
}
