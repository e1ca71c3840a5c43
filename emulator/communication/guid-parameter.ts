import { isGuid } from '../core/guid'
import { type EmulatorRequest, parameter } from '../core/http'
import { validationError } from './errors'

/** A segment of the path that must be a GUID, in small letters. Throws 400 ValidationError. */
export function requireGuidParameter(request: EmulatorRequest, name: string): string {
  const value = parameter(request, name)
  if (isGuid(value)) return value.toLowerCase()
  throw validationError(`Provided ${name} has invalid format.`, name)
}
