import { databaseWarnings } from './database-rules'
import type { DirectoryKind } from './directories'
import { acsEndpoint } from './endpoints'
import type { Variables } from './variables'

/** What a checked configuration allows but its operator should know of; each is a line for the log. */
export function findWarnings(values: Variables, directory: DirectoryKind): string[] {
  if (values.EMULATOR_URL) return []
  const connectionString = values.ACS_CONNECTION_STRING
  const acs = values.ACS_ENDPOINT ?? acsEndpoint(connectionString ?? '')
  const services: [name: string, address: string][] = [
    ['GRAPH_ENDPOINT', values.GRAPH_ENDPOINT ?? 'https://graph.microsoft.com'],
    [connectionString ? 'ACS_CONNECTION_STRING' : 'ACS_ENDPOINT', acs],
  ]
  return [...databaseWarnings(values), ...directory.warnings(values, services)]
}
