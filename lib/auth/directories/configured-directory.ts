import 'server-only'
import type { Directory } from './directory'
import { entraDirectory } from './entra'

/** The directory that people are of: a second kind is chosen here, from the configuration. */
export function configuredDirectory(): Directory {
  return entraDirectory
}
