/** What the store remembers of a consent: given by a user (by object id) or for a tenant (by its id). */
export interface Consent {
  principalId: string
  clientId: string
  /** A permission's full name. */
  permission: string
  /** Whether the app has it for itself. */
  isRole: boolean
}

const ROLE = 'as itself '

export function consentKey(principalId: string, clientId: string, scope: string): string {
  return `${principalId} ${clientId} ${scope}`
}

/** Told from the scope of the same name: Graph has `User.Read.All` as both. */
export function roleConsentKey(tenantId: string, clientId: string, role: string): string {
  return `${tenantId} ${clientId} ${ROLE}${role}`
}

export function readConsent(key: string): Consent {
  const [principalId = '', clientId = '', ...rest] = key.split(' ')
  const text = rest.join(' ')
  const isRole = text.startsWith(ROLE)
  return { principalId, clientId, permission: isRole ? text.slice(ROLE.length) : text, isRole }
}
