import 'server-only'
import { env } from '@/lib/env'
import type { Directory } from './directory'
import { entraDirectory } from './entra'
import { openidProviderDirectory } from './openid-provider'

const directories: Record<ReturnType<typeof env>['directory'], Directory> = {
  entra: entraDirectory,
  'openid-provider': openidProviderDirectory,
}

/** The directory that people are of, as configured. */
export function configuredDirectory(): Directory {
  return directories[env().directory]
}
