import { z } from 'zod'
import type { Emulator } from '../core/emulator'
import { type Answer, type EmulatorRequest, json, readJson } from '../core/http'
import type { Extension } from '../core/store'
import { type GraphCaller, requireCaller, requirePermission } from './authenticate'
import { GraphError } from './errors'
import { extensionResource } from './extension-resource'
import { extensionContext } from './extensions'

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
): Promise<Answer> {
  const caller = await requireCaller(request, emulator)
  requirePermission(caller.scopes, 'User.ReadWrite')
  const extension = readExtension(request, caller)
  requireRoom(extension, emulator.store.extensions)
  emulator.store.extensions.push(extension)
  return json(201, { ...extensionContext(caller.user, emulator), ...extensionResource(extension) })
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

function badRequest(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message)
}
