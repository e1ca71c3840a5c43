import * as z from 'zod'
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
import { GraphError } from './errors'
import { type ExtensionOwner, requireExtensionOwner } from './extension-owner'
import { extensionCollection, extensionResource } from './extension-resource'

const LIMIT_PER_APP = 2
const LIMIT_BYTES = 2048

const TYPE = z.string().regex(/^#?microsoft\.graph\.openTypeExtension$/)
const NAME = z.string().regex(/^[\w.-]{1,128}$/)

const bodySchema = z.looseObject({ '@odata.type': TYPE, extensionName: NAME })
const changeSchema = z.looseObject({
  '@odata.type': TYPE.optional(),
  extensionName: NAME.optional(),
})

/** POST /v1.0/me/extensions, /v1.0/users/{id}/extensions: two per app and user, 2 KB each, each name once. */
export async function createExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const owner = await requireExtensionOwner(request, emulator, 'write')
  const extension = readExtension(request, owner)
  requireRoom(extension, emulator.store.extensions)
  emulator.store.extensions.push(extension)
  return json(201, extensionResource(extension, emulator))
}

/** GET of the same addresses: all of them, whichever apps made them. */
export async function listExtensions(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { user } = await requireExtensionOwner(request, emulator, 'read')
  return json(200, extensionCollection(user, emulator))
}

/** GET …/extensions/{name} */
export async function getExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const owner = await requireExtensionOwner(request, emulator, 'read')
  return json(200, extensionResource(requireExtension(request, owner, emulator), emulator))
}

/**
 * PATCH …/extensions/{name}: replaces and adds properties, takes away those that are null, and leaves the others.
 * Source: https://learn.microsoft.com/graph/extensibility-open-users
 */
export async function updateExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const owner = await requireExtensionOwner(request, emulator, 'write')
  const extension = requireExtension(request, owner, emulator)
  const body = changeSchema.safeParse(readJson(request))
  if (!body.success) throw notAnExtension()
  const { extensionName = extension.name, ...changes } = body.data
  if (extensionName !== extension.name) throw badRequest('An extension cannot be renamed.')
  const changed = Object.entries({ ...extension.data, ...changes })
  const data = Object.fromEntries(changed.filter(([, value]) => value !== null))
  requireSize(JSON.stringify({ extensionName, ...data }))
  extension.data = data
  return empty(204)
}

/** DELETE …/extensions/{name} */
export async function deleteExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const owner = await requireExtensionOwner(request, emulator, 'write')
  const extension = requireExtension(request, owner, emulator)
  const { extensions } = emulator.store
  extensions.splice(extensions.indexOf(extension), 1)
  return empty(204)
}

function readExtension(request: EmulatorRequest, { user, appId }: ExtensionOwner): Extension {
  const body = bodySchema.safeParse(readJson(request))
  if (!body.success) throw notAnExtension()
  requireSize(request.body)
  const { extensionName: name, ...data } = body.data
  return { objectId: user.objectId, appId, name, data }
}

function requireSize(text: string | Buffer): void {
  if (Buffer.byteLength(text) > LIMIT_BYTES) throw badRequest('The extension is larger than 2 KB.')
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
function requireExtension(
  request: EmulatorRequest,
  { user }: ExtensionOwner,
  { store }: Emulator,
): Extension {
  const name = parameter(request, 'name').replace(/^microsoft\.graph\.openTypeExtension\./i, '')
  const found = store.extensions.find(
    (extension) => extension.objectId === user.objectId && extension.name === name,
  )
  if (found) return found
  throw new GraphError(404, 'ResourceNotFound', 'Extension with given id not found.')
}

function notAnExtension(): GraphError {
  return badRequest('The request body is not an open extension.')
}

function badRequest(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message)
}
