/** A token's payload. It is read, not verified: that is the business of who receives the token. */
export type Claims = Record<string, unknown>

/** A claim as it stands in the token, and what it means. */
export interface ExplainedClaim {
  name: string
  value: string
  meaning: string
}

// ACS documents few of its own claims; what is said of them here is what they are seen to do.
// Entra's: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
// In the order in which they are worth reading.
const meanings: Record<string, string> = {
  skypeid: 'Who acts with it, without the prefix 8:',
  name: 'The person’s name, to show',
  preferred_username: 'What the person signs in with; it may change',
  upn: 'What the person signs in with; it may change',
  oid: 'The person’s object id in their tenant: what a mapping hangs on',
  tid: 'The tenant: the person’s organisation',
  aud: 'Whom the token is for: only this service may accept it',
  iss: 'Who issued it',
  appid: 'The client app that asked for it',
  azp: 'The client app that asked for it',
  acsScope: 'What it allows',
  scp: 'What it allows: by name, in a token of ACS by number',
  iat: 'When it was issued',
  nbf: 'It is not valid before',
  exp: 'When it ends',
  resourceId: 'The ACS resource that it belongs to',
  resourceLocation: 'Where the resource keeps its data',
  rgn: 'The region of ACS that serves it',
  aad_appid: 'The client app that asked Entra for the token behind this one',
  aad_iat: 'When Entra issued the token behind this one',
  aad_uti: 'Names the Entra token behind this one',
  sub: 'The person, as this app alone sees them',
  ver: 'The version of its form',
  uti: 'Names this very token',
}

const TIMES = new Set(['exp', 'iat', 'nbf', 'aad_iat'])

/** The claims of a JWT; null for what is none. */
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

/** The claims that are worth reading, explained, and the names and values of the others. */
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
