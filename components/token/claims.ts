/** A token's payload, not verified: only the token's audience verifies it. */
export type Claims = Record<string, unknown>

/** A claim of the token, and what it means. */
export interface ExplainedClaim {
  name: string
  value: string
  meaning: string
}

// ACS documents few of its claims; the others are explained from observation.
// Entra's: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
// The most useful ones first.
const meanings: Record<string, string> = {
  skypeid: 'The identity that the token is for, without the prefix 8:',
  name: 'Display name',
  preferred_username: 'Sign-in name; it can change',
  upn: 'Sign-in name; it can change',
  oid: 'The person’s object ID in their tenant. Used to find the person’s ACS identity',
  tid: 'The tenant: the person’s organization',
  aud: 'Audience: the only service that may accept the token',
  iss: 'Issuer',
  appid: 'The client app that requested the token',
  azp: 'The client app that requested the token',
  acsScope: 'Scopes',
  scp: 'Scopes (ACS encodes them as a number)',
  iat: 'Issued at',
  nbf: 'Not valid before',
  exp: 'Expires',
  resourceId: 'The ACS resource',
  resourceLocation: 'Data location of the resource',
  rgn: 'The ACS region that serves it',
  aad_appid: 'The client app that requested the Entra token it was exchanged for',
  aad_iat: 'When Entra issued the token it was exchanged for',
  aad_uti: 'Unique ID of the Entra token it was exchanged for',
  sub: 'The person’s ID, unique to this app',
  ver: 'Token version',
  uti: 'Unique ID of this token',
}

const TIMES = new Set(['exp', 'iat', 'nbf', 'aad_iat'])

/** The claims of a JWT; null for an opaque token. */
export function readClaims(token: string): Claims | null {
  const [, payload = ''] = token.split('.')
  try {
    const base64 = payload.replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims
  } catch {
    return null
  }
}

/** The known claims, explained, and the names and values of the others. */
export function explainClaims(claims: Claims): { known: ExplainedClaim[]; others: Claims } {
  const known = Object.entries(meanings)
    .filter(([name]) => name in claims)
    .map(([name, meaning]) => ({ name, value: toValue(name, claims[name]), meaning }))
  const others = Object.entries(claims).filter(([name]) => !(name in meanings))
  return { known, others: Object.fromEntries(others) }
}

function toValue(name: string, value: unknown): string {
  return TIMES.has(name) ? toTime(value) : toText(value)
}

function toTime(value: unknown): string {
  const seconds = Number(value)
  return Number.isFinite(seconds) ? new Date(seconds * 1000).toLocaleString() : toText(value)
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
