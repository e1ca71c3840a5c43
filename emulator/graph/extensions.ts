import * as z from 'zod'
import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import {
  empty,
  type EmulatorRequest,
  type EmulatorResponse,
  json,
  parameter,
  readJson,
} from '../core/http'
import type { Extension } from '../core/store/records'
import { type GraphCaller, requireGraphCaller, requirePermission } from './authenticate'
import { GraphError } from './errors'

const LIMIT_PER_APP = 2
const LIMIT_BYTES = 2048

const bodySchema = z.looseObject({
  '@odata.type': z.string().regex(/^#?microsoft\.graph\.openTypeExtension$/),
  extensionName: z.string().regex(/^[\w.-]{1,128}$/),
})

/** POST /v1.0/me/extensions: two per app and user, 2 KB each, each name once. */
export async function createExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const caller = await requireGraphCaller(request, emulator)
  requirePermission(caller.scopes, 'User.ReadWrite')
  const extension = readExtension(request, caller)
  requireRoom(extension, emulator.store.extensions)
  emulator.store.extensions.push(extension)
  return json(201, singleResource(extension, emulator))
}

/** GET /v1.0/me/extensions/{name} */
export async function getExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const caller = await requireGraphCaller(request, emulator)
  requirePermission(caller.scopes, 'User.Read', 'User.ReadWrite')
  return json(200, singleResource(requireExtension(request, caller.user, emulator), emulator))
}

/** DELETE /v1.0/me/extensions/{name} */
export async function deleteExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const caller = await requireGraphCaller(request, emulator)
  requirePermission(caller.scopes, 'User.ReadWrite')
  const extension = requireExtension(request, caller.user, emulator)
  const { extensions } = emulator.store
  extensions.splice(extensions.indexOf(extension), 1)
  return empty(204)
}

/** An open extension as Graph shows it. */
export function extensionResource({ name, data }: Extension) {
  return {
    ...data,
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName: name,
    id: name,
  }
}

function singleResource(extension: Extension, { origin }: Emulator) {
  const path = `users('${extension.objectId}')/extensions/$entity`
  return { '@odata.context': `${origin}/v1.0/$metadata#${path}`, ...extensionResource(extension) }
}

function readExtension(request: EmulatorRequest, { user, appId }: GraphCaller): Extension {
  const body = bodySchema.safeParse(readJson(request))
  if (!body.success) throw badRequest('The request body is not an open extension.')
  if (request.body.length > LIMIT_BYTES) throw badRequest('The extension is larger than 2 KB.')
  const { extensionName: name, ...data } = body.data
  return { objectId: user.objectId, appId, name, data }
}

function requireRoom({ objectId, appId, name }: Extension, existing: readonly Extension[]): void {
  const ofUser = existing.filter((other) => other.objectId === objectId)
  if (ofUser.some((other) => other.name === name)) {
    throw new GraphError(409, 'NameConflict', 'An extension already exists with given id.')
  }
  if (ofUser.filter((other) => other.appId === appId).length >= LIMIT_PER_APP) {
    throw badRequest(
      `Maximum number of extensions values supported per application is ${LIMIT_PER_APP}.`,
    )
  }
}

// The user's extension that the path names, with or without its type. Throws 404 ResourceNotFound.
function requireExtension(request: EmulatorRequest, user: User, { store }: Emulator): Extension {
  const name = parameter(request, 'name').replace(/^microsoft\.graph\.openTypeExtension\./i, '')
  const found = store.extensions.find(
    (extension) => extension.objectId === user.objectId && extension.name === name,
  )
  if (found) return found
  throw new GraphError(404, 'ResourceNotFound', 'Extension with given id not found.')
}

function badRequest(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message)
}
