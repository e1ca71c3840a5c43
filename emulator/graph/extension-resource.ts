import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import type { Extension } from '../core/store/records'

/** An open extension as Graph shows it by itself. */
export function extensionResource(extension: Extension, emulator: Emulator) {
  const context = `${contextOf(extension.objectId, emulator)}/$entity`
  return { '@odata.context': context, ...shown(extension) }
}

/** All open extensions of a user as Graph lists them. */
export function extensionCollection(user: User, emulator: Emulator) {
  return {
    '@odata.context': contextOf(user.objectId, emulator),
    value: extensionsOf(user, emulator),
  }
}

/** All open extensions of a user, as they are expanded in the user. */
export function extensionsOf({ objectId }: User, { store }: Emulator) {
  return store.extensions.filter((extension) => extension.objectId === objectId).map(shown)
}

function shown({ name, data }: Extension) {
  return {
    ...data,
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName: name,
    id: name,
  }
}

function contextOf(objectId: string, { origin }: Emulator): string {
  return `${origin}/v1.0/$metadata#users('${objectId}')/extensions`
}
