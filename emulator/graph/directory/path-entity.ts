import { type EmulatorRequest, parameter } from '../../core/http'
import { unknownObject } from '../path-user'

const ALTERNATE_KEY = /^appId='(.*)'$/i

/** The one that the path names, by its id or as `(appId='…')`. Throws 404. */
export function requirePathEntity<T extends { id: string; appId: string }>(
  request: EmulatorRequest,
  entities: readonly T[],
): T {
  const name = parameter(request, 'id')
  const appId = ALTERNATE_KEY.exec(name)?.[1]
  const found = entities.find((each) =>
    appId === undefined ? each.id === name.toLowerCase() : each.appId === appId.toLowerCase(),
  )
  if (!found) throw unknownObject(appId ?? name)
  return found
}
