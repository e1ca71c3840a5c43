import 'server-only'
import { type Caller, isAbsent } from '@/lib/auth/caller'
import { withAppGraphToken, withGraphToken } from '@/lib/auth/with-graph-token'
import { env } from '@/lib/env'
import {
  deleteExtension,
  type ExtensionProperties,
  readExtension,
  writeExtension,
} from '@/lib/graph/extensions'

/** The property of the extension that names the identity. */
export const PROPERTY = 'acsUserIdentity'

/** The caller's extension, read on their behalf; null where there is none. */
export function readOwnExtension(caller: Caller): Promise<ExtensionProperties | null> {
  return withGraphToken(caller, (token) => readExtension(token, 'me', env().graphExtensionName))
}

/** Has the caller's extension name an identity; what else it has stays. */
export function writeOwnExtension(caller: Caller, acsUserId: string): Promise<void> {
  const properties = { [PROPERTY]: acsUserId }
  return withGraphToken(caller, (token) =>
    writeExtension(token, 'me', env().graphExtensionName, properties),
  )
}

/**
 * Takes a person's extension away: on their behalf, or, where they aren't there, by this app's own permission,
 * for which the tenant's administrator has to have granted `User.ReadWrite.All`.
 */
export function removeExtension(caller: Caller): Promise<void> {
  const { graphExtensionName: name } = env()
  if (!isAbsent(caller)) {
    return withGraphToken(caller, (token) => deleteExtension(token, 'me', name))
  }
  const owner = { objectId: caller.subject }
  return withAppGraphToken(caller.directory, (token) => deleteExtension(token, owner, name))
}
