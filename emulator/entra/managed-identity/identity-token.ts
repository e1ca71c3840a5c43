import { decodeJwt } from 'jose/jwt/decode'
import type { Config, ManagedIdentity } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { appToken } from '../tokens/access-token'
import { findResource } from '../tokens/resources'

type IdField = 'clientId' | 'objectId' | 'resourceId'

/** The parameters by which a request may name an identity, and what of it they name. */
export type IdParameters = Record<string, IdField>

/** The ids in a request that name an identity: there should be one, or none for the system-assigned. */
export function namedIds(
  query: URLSearchParams,
  parameters: IdParameters,
): { field: IdField; value: string }[] {
  return Object.entries(parameters).flatMap(([name, field]) => {
    const value = query.get(name)
    return value ? [{ field, value: value.toLowerCase() }] : []
  })
}

/** The identity that an id names; without one the system-assigned. */
export function findIdentity(
  { managedIdentities }: Config,
  id: { field: IdField; value: string } | undefined,
): ManagedIdentity | undefined {
  return managedIdentities.find((identity) =>
    id ? identity[id.field]?.toLowerCase() === id.value : identity.resourceId === undefined,
  )
}

/** A token of an identity, and what both endpoints tell with it, numbers as text. */
export interface IdentityToken {
  access_token: string
  client_id: string
  expires_in: string
  expires_on: string
  not_before: string
  resource: string
  token_type: 'Bearer'
}

/**
 * A token by which an identity calls a resource, named as the client wants it named: a v1.0 token repeats
 * that as its audience. Undefined for a resource nobody knows.
 */
export function identityToken(
  identity: ManagedIdentity,
  uri: string,
  emulator: Emulator,
): IdentityToken | undefined {
  const known = findResource(uri, emulator.config)
  if (!known) return undefined
  const resource = known.tokenVersion === '1.0' ? { ...known, audience: uri } : known
  const { tenantId, objectId, clientId, resourceId } = identity
  const claims = resourceId === undefined ? {} : { xms_mirid: resourceId }
  const call = { app: identity, proof: '2', resource, tenantId, objectId, claims } as const
  const { token, expiresIn } = appToken(call, emulator)
  const { exp, nbf } = decodeJwt(token)
  return {
    access_token: token,
    client_id: clientId,
    expires_in: String(expiresIn),
    expires_on: String(exp),
    not_before: String(nbf),
    resource: uri,
    token_type: 'Bearer',
  }
}
