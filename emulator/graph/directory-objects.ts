import { listUsers } from '../core/store/account-changes'
import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, readJson } from '../core/http'
import { applicationResource } from './directory/applications'
import { principalsOf } from './directory/principals'
import { registrationsOf } from './directory/registrations'
import { servicePrincipalResource } from './directory/service-principals'
import { callerOf, requirePermission, requireToken, rolesOf } from './authenticate'
import { GraphError } from './errors'
import { userProperties } from './user-resource'

const bodySchema = z.object({
  ids: z.array(z.string()).min(1).max(1000),
  types: z.array(z.string().toLowerCase()).optional(),
})

/**
 * POST /v1.0/directoryObjects/getByIds: whole objects; ids that the tenant doesn't have are left out.
 * Source: https://learn.microsoft.com/graph/api/directoryobject-getbyids
 */
export async function getByIds(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const claims = await requireToken(request, emulator)
  const caller = callerOf(claims, emulator)
  const granted = caller?.scopes ?? rolesOf(claims)
  requirePermission(granted, 'Directory.Read.All', 'Directory.ReadWrite.All')
  const body = bodySchema.safeParse(readJson(request))
  if (!body.success) {
    throw new GraphError(400, 'Request_BadRequest', 'It takes 1 to 1000 ids, and types.')
  }
  const { ids, types } = body.data
  const found = objectsOf(String(claims.tid), emulator).filter(
    ({ type, properties }) =>
      (!types || types.includes('directoryobject') || types.includes(type.toLowerCase())) &&
      ids.includes(properties.id),
  )
  return json(200, {
    '@odata.context': `${emulator.origin}/v1.0/$metadata#directoryObjects`,
    value: found.map(({ type, properties }) => ({
      '@odata.type': `#microsoft.graph.${type}`,
      ...properties,
    })),
  })
}

interface DirectoryObject {
  type: string
  properties: { id: string }
}

function objectsOf(tenantId: string, emulator: Emulator): DirectoryObject[] {
  const users = listUsers(emulator).filter((user) => user.tenantId === tenantId)
  return [
    ...users.map((user) => ({ type: 'user', properties: userProperties(user, emulator) })),
    ...registrationsOf(tenantId, emulator).map((registration) => ({
      type: 'application',
      properties: applicationResource(registration),
    })),
    ...principalsOf(tenantId, emulator).map((principal) => ({
      type: 'servicePrincipal',
      properties: servicePrincipalResource(principal),
    })),
  ]
}
