import type { ApiAuthorization } from '@/lib/contract/openapi'
import type { AuthorizationResponse, Redeemed, SignInChecks } from '@/lib/openid/redeem-code'
import type { Caller, CallerId } from '../caller'

/** What next-auth has to know of where people sign in. */
export interface SignInProvider {
  /** Ends the redirect URI: /api/auth/callback/<id>. */
  id: string
  /** What people know it by: Sign in with <name>. */
  name: string
  clientId: string
  /** Of the authorization request, besides those of the code flow. */
  parameters: Readonly<Record<string, string>>
  /** What a caller's `directory` is called. */
  directoryTerm: 'Tenant' | 'Issuer'
}

/** Who has just signed in. */
export interface Person extends CallerId {
  name: string
  username: string
  /** Their app roles. */
  roles: readonly string[]
  /** For signing out without an account picker, where the directory gives one. */
  loginHint?: string
}

/** An access token for Microsoft Graph. */
export interface GraphToken {
  accessToken: string
  expiresInSeconds: number
}

/** Where people come from: the one that is configured is chosen in configured-directory.ts. */
export interface Directory {
  /** The caller behind an access token for this API. Throws the problem of a token that isn't one. */
  verifyBearer: (token: string) => Promise<Caller>
  /** How programs get such a token; null where none is accepted. */
  apiAuthorization: () => ApiAuthorization | null
  signInProvider: () => SignInProvider
  /** The directories that callers may be of: with Entra, tenants. */
  members: () => readonly string[]
  /** Where a sign-in begins. Throws a SignInRefusal while the directory is unavailable. */
  authorizationEndpoint: () => Promise<string>
  /** Redeems an authorization code for a verified ID token. Throws a SignInRefusal. */
  redeemCode: (
    callbackUrl: string,
    response: AuthorizationResponse,
    checks: SignInChecks,
  ) => Promise<Redeemed>
  /** Who the claims of a verified ID token are about. Throws for claims that don't say. */
  toPerson: (claims: unknown) => Person
  /** Why the person of a verified ID token may not use this app; null where they may. */
  whyNotAdmitted: (claims: unknown) => 'TenantNotAllowed' | 'RoleMissing' | null
  /**
   * Where a browser ends the directory's own session, and comes back to `returnTo`; null where that can't
   * be done from here.
   */
  signOutAddress: (returnTo: string, loginHint?: string) => Promise<string | null>
  /**
   * An access token for Microsoft Graph on the caller's behalf, which meets `claims` where Graph challenged the
   * one before; that of a session renews its grant. Throws
   * `interaction_required` (caused by GrantRefused where nothing but a new sign-in helps), `consent_required`,
   * or an upstream problem. A directory without Microsoft accounts lacks it.
   */
  requestGraphToken?: (caller: Caller, claims?: string) => Promise<GraphToken>
}
