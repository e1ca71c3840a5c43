import { listUsers } from '../../core/store/account-changes'
import type { Emulator } from '../../core/emulator'
import { packGuids } from '../../core/guid'
import { readConsent } from '../../core/store/consents'
import { type Principal, principalsOf } from './principals'

/** The scopes of one resource that a client was granted, by one user or for all of the tenant. */
export interface Grant {
  id: string
  client: Principal
  resource: Principal
  /** The user; null for all. */
  principalId: string | null
  scopes: string[]
}

/** What has been consented to in a tenant since the start. What the seed consents to isn't among it. */
export function grantsOf(tenantId: string, emulator: Emulator): Grant[] {
  const principals = principalsOf(tenantId, emulator)
  const users = listUsers(emulator).filter((user) => user.tenantId === tenantId)
  const grants = new Map<string, Grant>()
  for (const consent of [...emulator.store.consents].map(readConsent)) {
    const isForAll = consent.principalId === tenantId
    const isOfUser = users.some(({ objectId }) => objectId === consent.principalId)
    if (consent.isRole || !(isForAll || isOfUser)) continue
    const slash = consent.permission.lastIndexOf('/')
    const client = principals.find(({ appId }) => appId === consent.clientId)
    const resource = principals.find(({ uri }) => uri === consent.permission.slice(0, slash))
    if (!client || !resource) continue
    const principalId = isForAll ? null : consent.principalId
    // The bytes of its parts: https://github.com/Azure/azure-cli/issues/20974
    const id = packGuids(client.id, resource.id, ...(principalId === null ? [] : [principalId]))
    const grant = grants.get(id) ?? { id, client, resource, principalId, scopes: [] }
    grant.scopes.push(consent.permission.slice(slash + 1))
    grants.set(id, grant)
  }
  return [...grants.values()]
}
