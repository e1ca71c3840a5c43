import { createHash, randomBytes } from 'node:crypto'
import type { User } from '../../core/config/config'
import { guidOf } from '../../core/guid'

/** The user's identifier toward one app: pairwise, the same for every token of the pair. */
export function pairwiseSubject(objectId: string, appId: string): string {
  return createHash('sha256').update(`${objectId} ${appId}`).digest('base64url')
}

/** The object id of an app in a tenant: made up, but the same each time. */
export function servicePrincipalId(tenantId: string, clientId: string): string {
  return guidOf(`${tenantId} ${clientId}`)
}

/** When a token is valid: Entra dates it five minutes back, for clocks that are behind. */
export function validity(nowSeconds: number, lifetimeSeconds: number) {
  const begin = nowSeconds - 300
  return { iat: begin, nbf: begin, exp: nowSeconds + lifetimeSeconds }
}

/** Claims that mean something to Entra alone; they make tokens as long as its own. */
export function internalClaims() {
  return {
    aio: `AXQAi/8${randomText(120)}`,
    rh: `1.A${randomText(36)}`,
    uti: randomText(16),
    xms_ftd: randomText(64),
  }
}

/** Who has authenticated a guest: their own tenant. Of members it goes without saying. */
export function identityProvider({ homeTenantId }: User) {
  return homeTenantId !== null && { idp: `https://sts.windows.net/${homeTenantId}/` }
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
