import { open } from 'node:fs/promises'
import { env } from '@/lib/env'
import { importIdentity, type Imported } from '@/lib/identity/store/import-identity'
import { listMappings } from '@/lib/identity/store/list-mappings'
import { UsageError } from '@/server/arguments'
import type { Command, Options } from './arguments'
import { extensionName, readGraph, removeFromGraph, writeToGraph } from './graph'
import { type Found, linesOf, readLine } from './lines'
import { patiently } from './patiently'
import { createReport, type Report } from './report'

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>

/** Writes what a store has as JSON lines. Returns the number of conflicts, as all of these do. */
export async function exportMappings({ from, output, options }: Of<'export'>): Promise<number> {
  const report = createReport()
  const file = output === undefined ? undefined : await open(output, 'w')
  const write = async (line: string) => {
    await (file ? file.appendFile(line) : print(line))
  }
  for await (const found of from === 'graph' ? readGraph(options) : listMappings()) {
    const { directory, subject, acsUserId: acsUserIdentity } = found
    await write(`${JSON.stringify({ directory, subject, acsUserIdentity })}\n`)
    report.add('exported')
  }
  await file?.close()
  return report.finish()
}

/** Reads JSON lines into the database. */
export async function importMappings({ file, options }: Of<'import'>): Promise<number> {
  const report = createReport()
  const take = createImport(report, options, false)
  const { allowedTenants } = env().entra
  const tenant = options.tenants[0] ?? (allowedTenants.length === 1 ? allowedTenants[0] : undefined)
  for await (const [line, number] of linesOf(file)) {
    const found = readLine(line, tenant, extensionName(options))
    if (!found) report.add('not understood', { line: number })
    for (const each of found ?? []) await take(each)
  }
  return report.finish()
}

/** Moves mappings from Graph to the database, or from there to Graph. */
export async function migrateMappings(command: Of<'migrate'>): Promise<number> {
  const { to, remove, options } = command
  const isStore =
    env().identityStore === 'graph' && extensionName(options) === env().graphExtensionName
  if (remove && isStore) {
    throw new UsageError('--remove would delete what IDENTITY_STORE=graph keeps.')
  }
  const report = createReport()
  if (to === 'graph') {
    for await (const mapping of listMappings()) {
      const outcome = await writeToGraph(mapping, options)
      const isConflict = outcome !== 'written' && outcome !== 'present'
      report.add(outcome, isConflict ? withoutId(mapping) : undefined)
    }
    return report.finish()
  }
  const take = createImport(report, options, isStore)
  for await (const found of readGraph(options)) {
    const isThere = await take(found)
    if (remove && isThere && !options.dryRun) await removeFromGraph(found, options)
  }
  return report.finish()
}

const GOOD: readonly Imported[] = ['written', 'present']

// A dry run writes nothing that the next line could meet.
function createImport(report: Report, { dryRun }: Options, isInGraph: boolean) {
  const seen = new Map<unknown, string>()
  return async (found: Found): Promise<boolean> => {
    const { directory, subject, acsUserId } = found
    const owner = `${directory} ${subject}`
    const isDouble = dryRun && (seen.get(acsUserId) ?? owner) !== owner
    const outcome = isDouble
      ? 'the identity is somebody else’s'
      : await patiently(() => importIdentity(found, acsUserId, { dryRun, isInGraph }))
    if (dryRun && !isDouble) seen.set(acsUserId, owner)
    const isGood = GOOD.includes(outcome)
    report.add(outcome, isGood ? undefined : withoutId(found))
    return isGood
  }
}

function withoutId({ directory, subject, acsUserId: acsUserIdentity }: Found) {
  return { directory, subject, acsUserIdentity }
}

// Whoever reads may be slower.
function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(line, (error) => (error ? reject(error) : resolve()))
  })
}
