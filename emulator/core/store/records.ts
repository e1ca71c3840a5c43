import type { Issuance } from '../issuance'

/** An ACS identity. Deleted ones stay listed; `tokens` counts in seconds. */
export interface Identity {
  id: string
  resourceId: string
  createdAt: number
  deleted: boolean
  tokensIssued: number
  tokens: Issuance
}

/** What lets a Teams user, or a Teams resource account, use a resource for Teams Phone. */
export interface Assignment {
  resourceId: string
  tenantId: string
  objectId: string
  principalType: string
  /** The apps through which a user may. */
  clientIds?: string[] | undefined
}

/** What lets an Entra user, or everyone in a tenant, use a resource without an exchange server. */
export interface EntraAssignment extends Assignment {
  clientIds: string[]
}

/** How many requests for one thing there were since a window of 30 seconds began. */
export interface UsageWindow {
  startedAt: number
  requests: number
}

/** What a user let a client have: carried by codes, sealed into refresh tokens. */
export interface Grant {
  tenantId: string
  objectId: string
  clientId: string
  /** The scope parameter of the request that began it; what it names counts as consented to. */
  scope: string
  sessionId: string
  /** Whether the user has shown a second factor. */
  multiFactor: boolean
  /** Whether it was given to a single-page app, by the redirect URI's registration. */
  spa: boolean
  /** The user flow of a B2C tenant that it was given in. */
  policy?: string | undefined
}

/** A grant on its way to the client, and what the redemption must match. */
export interface AuthorizationCode {
  grant: Grant
  redirectUri: string
  nonce: string | undefined
  codeChallenge: string | undefined
  claims: string | undefined
  expiresAt: number
  redeemed: boolean
}

/** A device on which somebody wants to sign in, by way of a browser elsewhere. */
export interface DeviceCode {
  /** What the person enters in the browser. */
  userCode: string
  clientId: string
  scope: string
  /** The tenant it asked at, unless it was `common` or `organizations`. */
  tenantId: string | undefined
  expiresAt: number
  declined: boolean
  /** What the person has let the device have. */
  grant: Grant | undefined
  redeemed: boolean
}

/** An open extension on a user, with the app that made it: Graph's limit is per app. */
export interface Extension {
  objectId: string
  appId: string
  name: string
  data: Record<string, unknown>
}

/** What the control API has changed about an account. Times are milliseconds since 1970, 0 for never. */
export interface AccountChanges {
  disabled: boolean
  deleted: boolean
  /** In place of the one it began with. */
  password: string | undefined
  passwordChangedAt: number
  revokedAt: number
}

/** A code of an OpenID provider, on its way to the client. Times are milliseconds since 1970. */
export interface OidcCode {
  provider: string
  clientId: string
  personId: string
  scopes: string[]
  signedInAt: number
  redirectUri: string
  nonce: string | undefined
  codeChallenge: string | undefined
  expiresAt: number
}
