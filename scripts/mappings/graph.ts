import { withAppGraphToken } from '@/lib/auth/with-graph-token'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { deleteExtension, readExtension, writeExtension } from '@/lib/graph/extensions'
import { listUsers } from '@/lib/graph/users'
import { noteExtension } from '@/lib/identity/store/graph/extension-index'
import { PROPERTY } from '@/lib/identity/store/graph/own-extension'
import type { ListedMapping } from '@/lib/identity/store/list-mappings'
import type { Options } from './arguments'
import { type Found, identityOf } from './lines'
import { patiently } from './patiently'

/** The extension that is meant. */
export const extensionName = ({ extension }: Options) => extension ?? env().graphExtensionName

/** What the extensions of all users say, a page of users at a time. */
export async function* readGraph(options: Options): AsyncGenerator<Found> {
  const tenants = options.tenants.length > 0 ? options.tenants : env().entra.allowedTenants
  for (const tenant of tenants) {
    let next: string | undefined
    do {
      const page = await ask('User.Read.All', tenant, (token) => listUsers(token, next))
      for (const user of page.users) yield* identityOf(user, tenant, extensionName(options))
      next = page.next
    } while (next !== undefined)
  }
}

/** Deletes a person's extension. */
export function removeFromGraph({ directory, subject }: Found, options: Options): Promise<void> {
  return ask('User.ReadWrite.All', directory, (token) =>
    deleteExtension(token, { objectId: subject }, extensionName(options)),
  )
}

/** Has a person's extension name the identity that the database has. */
export async function writeToGraph(
  { id, directory, subject, acsUserId }: ListedMapping,
  options: Options,
): Promise<'written' | 'present' | 'Graph has another identity'> {
  const owner = { objectId: subject }
  const name = extensionName(options)
  const there = await ask('User.ReadWrite.All', directory, (token) =>
    readExtension(token, owner, name),
  )
  const value = there?.[PROPERTY]
  if (value !== undefined && value !== null && value !== acsUserId) {
    return 'Graph has another identity'
  }
  if (options.dryRun) return value === acsUserId ? 'present' : 'written'
  if (value !== acsUserId) {
    await ask('User.ReadWrite.All', directory, (token) =>
      writeExtension(token, owner, name, { [PROPERTY]: acsUserId }),
    )
  }
  // Afterwards: what is noted and isn't there counts as ended in Graph.
  if (name === env().graphExtensionName) await noteExtension(id)
  return value === acsUserId ? 'present' : 'written'
}

function ask<T>(
  permission: string,
  tenantId: string,
  work: (token: string) => Promise<T>,
): Promise<T> {
  return patiently(() => withAppGraphToken(tenantId, work)).catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === 'consent_required')) throw error
    const cause = { cause: error }
    throw new Error(
      `Microsoft Graph refused: the server app needs the application permission ${permission}, with an administrator’s consent.`,
      cause,
    )
  })
}
