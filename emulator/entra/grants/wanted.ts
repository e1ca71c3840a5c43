import type { Emulator } from '../../core/emulator'
import type { Grant } from '../../core/store/records'
import { grantedUser } from '../grant'
import type { GrantRequest } from '../grant-request'
import type { Wanted } from '../tokens/issue-tokens'
import { parseScopes, requestedTarget } from '../tokens/scopes'

/** What a request comes to that redeems a grant; without `scope` the first resource of the grant is meant. */
export function wantedBy(
  { app, proof, form }: GrantRequest,
  grant: Grant,
  emulator: Emulator,
): Wanted {
  const granted = parseScopes(grant.scope, emulator.config)
  return {
    grant,
    proof,
    parties: { app, user: grantedUser(grant, emulator) },
    target: requestedTarget(form.get('scope'), granted, emulator.config),
    openid: granted.openid,
    clientInfo: form.has('client_info'),
    claims: form.get('claims'),
  }
}
