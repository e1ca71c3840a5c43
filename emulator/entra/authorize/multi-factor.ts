import * as z from 'zod'
import type { SecondFactor, User } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { EntraError } from '../errors'
import { isSignInScope, type Target } from '../tokens/scopes'

// Names a conditional access policy, as Entra's challenges do. Clients pass it on unread.
const CHALLENGE = JSON.stringify({
  access_token: {
    capolids: { essential: true, values: ['d0000000-0000-4000-8000-000000000001'] },
  },
})

/** Whether a user must show a second factor: by the seed, unless it was changed since. */
export function secondFactorOf(
  { objectId, secondFactor }: User,
  { store }: Emulator,
): SecondFactor {
  return store.secondFactors.get(objectId) ?? secondFactor
}

/** A sign-in that may have to show a second factor. */
export interface SignedIn {
  user: User
  /** Whether it has shown one. */
  multiFactor: boolean
}

/**
 * Whether a second factor is due: the sample policy guards Graph, and a challenge that the client
 * passed on requires one for everything else.
 */
export function lacksSecondFactor(
  { user, multiFactor }: SignedIn,
  targets: readonly Target[],
  claims: string | null,
  emulator: Emulator,
): boolean {
  if (multiFactor || secondFactorOf(user, emulator) === 'none') return false
  return isChallenge(claims) || targets.some(isGuarded)
}

/** AADSTS50076, or 50079 for a user who must set one up first, with the claims to send to the authorize endpoint. */
export function secondFactorError(user: User, resource: string, emulator: Emulator): EntraError {
  const number = secondFactorOf(user, emulator) === 'unregistered' ? 50079 : 50076
  return new EntraError(number, resource, { suberror: 'basic_action', claims: CHALLENGE })
}

/** Remembers that the user has set up a second factor. */
export function registerSecondFactor(user: User, emulator: Emulator): void {
  if (secondFactorOf(user, emulator) !== 'unregistered') return
  emulator.store.secondFactors.set(user.objectId, 'required')
}

function isGuarded({ resource, names }: Target): boolean {
  return resource.kind === 'graph' && !names.every(isSignInScope)
}

const challengeSchema = z.object({ access_token: z.object({ capolids: z.unknown() }) })

// Clients also send claims that require nothing, such as their capabilities (`xms_cc`).
function isChallenge(claims: string | null): boolean {
  if (claims === null) return false
  try {
    return challengeSchema.safeParse(JSON.parse(claims)).data?.access_token.capolids !== undefined
  } catch {
    return false
  }
}
