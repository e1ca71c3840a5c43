import type { App, Config, Tenant, User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, parameter, readForm } from '../core/http'
import { EntraError } from './errors'

/** Whom a tenant segment of the path admits: one tenant's accounts, or those of any organization. */
export interface Authority {
  /** As the client wrote it: the addresses in discovery repeat it. */
  segment: string
  tenant: Tenant | undefined
  /** A B2C tenant's user flow, which the address names as well. */
  policy: string | undefined
  /** The tenants whose accounts may sign in. */
  tenantIds: readonly string[]
}

/** Reads a GUID, a domain, `common` or `organizations`; undefined for an unknown tenant or policy. */
export function findAuthority(request: EmulatorRequest, config: Config): Authority | undefined {
  const segment = parameter(request, 'tenant')
  const name = segment.toLowerCase()
  const asked = request.parameters.get('policy')
  if (name === 'common' || name === 'organizations') {
    return asked === undefined ? organizations(segment, config) : undefined
  }
  const tenant = config.tenants.find(({ id, domain }) => id === name || domain === name)
  if (!tenant) return undefined
  const policy = asked ?? (tenant.kind === 'b2c' ? policyParameter(request) : undefined)
  const known = tenant.policies.find((each) => each.toLowerCase() === policy?.toLowerCase())
  if ((tenant.kind === 'b2c' || policy !== undefined) && known === undefined) return undefined
  return { ...authorityOf(tenant), segment, policy: known }
}

/** One tenant's accounts. */
export function authorityOf(tenant: Tenant): Authority {
  return { segment: tenant.id, tenant, policy: undefined, tenantIds: [tenant.id] }
}

/** Those of any organization, but no customers'. */
export function organizations(segment: string, { tenants }: Pick<Config, 'tenants'>): Authority {
  const tenantIds = tenants.filter(({ kind }) => kind === 'workforce').map(({ id }) => id)
  return { segment, tenant: undefined, policy: undefined, tenantIds }
}

// In the address, and then in the forms of our pages.
function policyParameter(request: EmulatorRequest): string | undefined {
  const form = request.method === 'POST' ? readForm(request) : undefined
  return request.query.get('p') ?? form?.get('p') ?? undefined
}

/** Like findAuthority. Throws AADSTS90002 for an unknown tenant or policy. */
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

export function isAdmitted({ tenantId }: User, { tenantIds }: Authority): boolean {
  return tenantIds.includes(tenantId)
}

/** Throws AADSTS700005 when a grant of one tenant comes to the endpoint of another. */
export function requireSameTenant({ tenant }: Authority, tenantId: string): void {
  if (tenant && tenant.id !== tenantId) throw new EntraError(700005)
}

/**
 * The issuer of a tenant's v2.0 tokens; `{tenantid}` stands for the tenant where none is named. External ID
 * puts the tenant's id before its host, B2C ends with a slash.
 * Source: https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/8592
 */
export function issuerOf(
  tenantId: string | undefined,
  { origin, config }: Pick<Emulator, 'origin' | 'config'>,
): string {
  if (tenantId === undefined) return `${origin}/{tenantid}/v2.0`
  const kind = config.tenants.find(({ id }) => id === tenantId)?.kind
  if (kind === 'external') return `${origin.replace('://', `://${tenantId}.`)}/${tenantId}/v2.0`
  return `${origin}/${tenantId}/v2.0${kind === 'b2c' ? '/' : ''}`
}
