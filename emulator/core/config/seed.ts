import { readFileSync } from 'node:fs'
import type { Config } from './config'
import { configSchema } from './config-schema'
import { samples } from './samples'
import { StartError } from '../start-error'

/**
 * The samples with what a seed file lists added; an entry with a known
 * id takes the place of the sample. Throws a StartError that names the file and each problem.
 */
export function readSeed(file: string): Config {
  const seed = configSchema.safeParse(parseFile(file))
  if (!seed.success) {
    const problems = seed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new StartError(`The seed file ${file} is not usable: ${problems.join('; ')}.`)
  }
  const { tenants, users, apps, resources, oidcClients, oidcPeople } = seed.data
  return {
    tenants: merge(samples.tenants, tenants, ({ id }) => id),
    users: merge(samples.users, users, ({ objectId }) => objectId),
    apps: merge(samples.apps, apps, ({ clientId }) => clientId),
    resources: merge(samples.resources, resources, ({ resourceId }) => resourceId),
    oidcClients: merge(
      samples.oidcClients,
      oidcClients,
      (each) => `${each.provider} ${each.clientId}`,
    ),
    oidcPeople: merge(samples.oidcPeople, oidcPeople, (each) => `${each.provider} ${each.id}`),
  }
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The seed file ${file} cannot be read: ${reason}.`)
  }
}

function merge<T>(base: readonly T[], added: readonly T[], key: (entry: T) => string): T[] {
  const merged = new Map([...base, ...added].map((entry) => [key(entry), entry]))
  return [...merged.values()]
}
