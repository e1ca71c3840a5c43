import { readFileSync } from 'node:fs'
import { type Config, isAdministrator } from './config'
import { seedSchema } from './config-schema'
import { samples } from './samples'
import { StartError } from '../start-error'

const NOTHING: Config = {
  tenants: [],
  users: [],
  apps: [],
  resources: [],
  managedIdentities: [],
  oidcClients: [],
  oidcPeople: [],
}

/**
 * The samples with what a seed file lists added; an entry with a known id
 * takes the place of the sample. With `"samples": false` there is only what the file brings.
 * Throws a StartError that names the file and each problem.
 */
export function readSeed(file: string): Config {
  const seed = seedSchema.safeParse(parseFile(file))
  if (!seed.success) {
    const problems = seed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new StartError(`The seed file ${file} is not usable: ${problems.join('; ')}.`)
  }
  const { tenants, users, apps, resources, managedIdentities, oidcClients, oidcPeople } = seed.data
  const base = seed.data.samples ? samples : NOTHING
  const config = {
    tenants: merge(base.tenants, tenants, ({ id }) => id),
    users: merge(base.users, users, ({ objectId }) => objectId),
    apps: merge(base.apps, apps, ({ clientId }) => clientId),
    resources: merge(base.resources, resources, ({ resourceId }) => resourceId),
    managedIdentities: merge(base.managedIdentities, managedIdentities, ({ objectId }) => objectId),
    oidcClients: merge(
      base.oidcClients,
      oidcClients,
      (each) => `${each.provider} ${each.clientId}`,
    ),
    oidcPeople: merge(base.oidcPeople, oidcPeople, (each) => `${each.provider} ${each.id}`),
  }
  requireSomeoneToBegin(config, file)
  return config
}

const ROLE_TO_BEGIN = 'https://graph.microsoft.com/Application.ReadWrite.All'

// Without them nobody could ever bring anything into the directory.
function requireSomeoneToBegin({ tenants, users, apps }: Config, file: string): void {
  const mayBegin =
    users.some(isAdministrator) ||
    apps.some(({ consentedRoles }) => consentedRoles.includes(ROLE_TO_BEGIN))
  if (tenants.length > 0 && mayBegin) return
  throw new StartError(
    `The seed file ${file} is not usable: without the samples it needs a tenant, and in it a Global Administrator or an app that may change applications.`,
  )
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
