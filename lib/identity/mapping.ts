import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import type { IdentityNotOwned } from '@/lib/communication/errors'
import { Problem } from '@/lib/errors/problem'
import { identityStore } from './store/configured-store'
import type { Mapping } from './store/identity-store'

/** The caller's ACS identity, or null. Throws `upstream_unavailable`. */
export async function findIdentity(caller: Caller): Promise<string | null> {
  return (await identityStore().findMapping(caller))?.acsUserId ?? null
}

/** As findIdentity, for a page: null, too, where Entra wants to see the person first, as the API then says. */
export async function findIdentityForPage(caller: Caller): Promise<string | null> {
  return findIdentity(caller).catch((error: unknown) => {
    const isPersons = error instanceof Problem && error.status < 500
    if (isPersons) return null
    throw error
  })
}

/** The caller's mapping. Throws `mapping_not_found`. */
export async function requireMapping(caller: Caller): Promise<Mapping> {
  const mapping = await identityStore().findMapping(caller)
  if (!mapping) throw new Problem('mapping_not_found')
  return mapping
}

/**
 * Marks a mapping's identity as unusable, as ACS doesn't know it, so that the next POST /api/user
 * replaces it, and throws `identity_unusable`.
 */
export async function markUnusable(
  caller: Caller | null,
  mapping: Pick<Mapping, 'id' | 'acsUserId'>,
  cause: IdentityNotOwned,
): Promise<never> {
  await identityStore().setUnusable(caller, mapping, true)
  throw new Problem('identity_unusable', { cause })
}
