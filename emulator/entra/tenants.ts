import type { App, Config, Tenant, User } from '../core/config/config'
import { type EmulatorRequest, parameter } from '../core/http'
import { EntraError } from './errors'

/** Whom a tenant segment of the path admits: one tenant's accounts, or those of any organization. */
export interface Authority {
  /** As the client wrote it: the addresses in discovery repeat it. */
  segment: string
  tenant: Tenant | undefined
}

/** Reads a GUID, a domain, `common` or `organizations`; undefined for an unknown tenant. */
export function findAuthority(request: EmulatorRequest, config: Config): Authority | undefined {
  const segment = parameter(request, 'tenant')
  const name = segment.toLowerCase()
  if (name === 'common' || name === 'organizations') return { segment, tenant: undefined }
  const tenant = config.tenants.find(({ id, domain }) => id === name || domain === name)
  return tenant && { segment, tenant }
}

/** Like findAuthority. Throws AADSTS90002 for an unknown tenant. */
export function requireAuthority(request: EmulatorRequest, config: Config): Authority {
  const authority = findAuthority(request, config)
  if (!authority) throw new EntraError(90002, parameter(request, 'tenant'))
  return authority
}

/** What is wrong with an app of one tenant alone at another's address (AADSTS700016), or at one for all (50194). */
export function audienceError(
  { tenantId }: App,
  { tenant }: Authority,
): 700016 | 50194 | undefined {
  if (tenantId === undefined || tenantId === tenant?.id) return undefined
  return tenant ? 700016 : 50194
}

export function isAdmitted({ tenantId }: User, { tenant }: Authority): boolean {
  return !tenant || tenant.id === tenantId
}

/** Throws AADSTS700005 when a grant of one tenant comes to the endpoint of another. */
export function requireSameTenant({ tenant }: Authority, tenantId: string): void {
  if (tenant && tenant.id !== tenantId) throw new EntraError(700005)
}

/** The issuer of v2.0 tokens; `{tenantid}` stands for the tenant where none is named. */
export function issuer(origin: string, tenantId = '{tenantid}'): string {
  return `${origin}/${tenantId}/v2.0`
}
