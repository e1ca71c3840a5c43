import type { Tenant } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, parameter } from '../../core/http'
import { unknownObject } from '../path-user'
import { requireReader } from './access'
import { collection, single } from './collection'

const READ = ['User.Read', 'Organization.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All']

/** GET /v1.0/organization: the token's tenant. Source: https://learn.microsoft.com/graph/api/organization-list */
export async function listOrganization(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireReader(request, emulator, ...READ)
  const own = emulator.config.tenants.filter(({ id }) => id === tenantId)
  return collection('organization', own.map(shown), request, emulator)
}

/** GET /v1.0/organization/{id} */
export async function getOrganization(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireReader(request, emulator, ...READ)
  const wanted = parameter(request, 'id').toLowerCase()
  const tenant = emulator.config.tenants.find(({ id }) => id === tenantId && id === wanted)
  if (!tenant) throw unknownObject(wanted)
  return single(200, 'organization', shown(tenant), request, emulator)
}

function shown({ id, displayName, domain }: Tenant) {
  const verified = { isDefault: true, isInitial: true, name: domain, type: 'Managed' }
  return { id, displayName, tenantType: 'AAD', verifiedDomains: [verified] }
}
