// `npm run migrate`: applies pending migrations as the tables' owner, so that the app needs no more than
// to read and write rows.
import nextEnv from '@next/env'
import { migrate } from '@/lib/db/migrate'
import { migrationDatabase } from '@/lib/env'

// As the app itself is configured.
nextEnv.loadEnvConfig(process.cwd(), false)

try {
  const { url, auth } = migrationDatabase()
  const applied = await migrate(url, (reason) => say(`Waiting: ${reason}.`), auth)
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
  // Where each of a name's addresses refuses the connection, the message is empty, and the code says it.
  const { message, code } = error as { message?: string; code?: string }
  return [message, code].find(Boolean) ?? String(error)
}
