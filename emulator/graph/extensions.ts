import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, parameter } from '../core/http'
import type { Extension } from '../core/store'
import { GraphError } from './errors'

/** The user's extension that the path names, with or without its type. Throws 404 ResourceNotFound. */
export function requireExtension(
  request: EmulatorRequest,
  user: User,
  { store }: Emulator,
): Extension {
  const name = parameter(request, 'name').replace(/^microsoft\.graph\.openTypeExtension\./i, '')
  const found = store.extensions.find(
    (extension) => extension.objectId === user.objectId && extension.name === name,
  )
  if (found) return found
  throw new GraphError(404, 'ResourceNotFound', 'Extension with given id not found.')
}

/** What an answer that is one extension begins with. */
export function extensionContext(user: User, { origin }: Emulator) {
  const path = `users('${user.objectId}')/extensions/$entity`
  return { '@odata.context': `${origin}/v1.0/$metadata#${path}` }
}
