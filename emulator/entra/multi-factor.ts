import type { User } from '../config'
import { EntraError } from './errors'
import { isSignInScope, type Target } from './scopes'

// Names a conditional access policy, as Entra's challenges do. Clients pass it on unread.
const CHALLENGE = JSON.stringify({
  access_token: {
    capolids: { essential: true, values: ['d0000000-0000-4000-8000-000000000001'] },
  },
})

/** Whether the sample policy stands in the way: users with `mfaDemanded` need a second factor for Graph. */
export function lacksSecondFactor(user: User, target: Target, multiFactor: boolean): boolean {
  const guarded = target.resource.kind === 'graph' && !target.names.every(isSignInScope)
  return user.mfaDemanded && guarded && !multiFactor
}

/** Throws AADSTS50076 with the claims that a client must send to the authorize endpoint. */
export function requireSecondFactor(user: User, target: Target, multiFactor: boolean): void {
  if (!lacksSecondFactor(user, target, multiFactor)) return
  throw new EntraError(50076, target.resource.uri, { claims: CHALLENGE })
}
