import 'server-only'
import { env } from '@/lib/env'
import {
  type AuthorizationResponse,
  redeemAuthorizationCode,
  type Redeemed,
  type SignInChecks,
} from '@/lib/openid/redeem-code'
import { callEntra } from './call-entra'
import { entraClient } from './token-client'
import { verifyIdToken } from './verify-id-token'

/** Redeems the code of a sign-in at Entra, as redeemAuthorizationCode says. Throws a SignInRefusal. */
export function redeemCode(
  callbackUrl: string,
  response: AuthorizationResponse,
  checks: SignInChecks,
): Promise<Redeemed> {
  return redeemAuthorizationCode(callbackUrl, response, checks, {
    call: callEntra,
    createClient: () => entraClient(env().entra.tenantId),
    verifyIdToken,
  })
}
