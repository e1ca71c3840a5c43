import { databaseWarnings } from './database-rules'
import { acsEndpoint } from './endpoints'
import type { Variables } from './variables'

/** What a checked configuration allows but its operator should know of; each is a line for the log. */
export function findWarnings(values: Variables): string[] {
  if (values.EMULATOR_URL) return []
  return [...databaseWarnings(values), ...cloudWarnings(values), ...teamsWarnings(values)]
}

// Source: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and
// https://learn.microsoft.com/graph/deployments
const CLOUDS: [name: string, hosts: RegExp][] = [
  [
    'the public cloud',
    /^(login\.microsoftonline\.com|login\.windows\.net|sts\.windows\.net|graph\.microsoft\.com|.+\.communication\.azure\.com)$/,
  ],
  [
    'the US government cloud',
    /^(login\.microsoftonline\.us|(dod-)?graph\.microsoft\.us|.+\.communication\.azure\.us)$/,
  ],
  [
    'the cloud in China',
    /^(login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|microsoftgraph\.chinacloudapi\.cn)$/,
  ],
]

function cloudWarnings(values: Variables): string[] {
  const authority = values.AZURE_AD_AUTHORITY_HOST ?? 'https://login.microsoftonline.com'
  const graph = values.GRAPH_ENDPOINT ?? 'https://graph.microsoft.com'
  const connectionString = values.ACS_CONNECTION_STRING
  const acs = values.ACS_ENDPOINT ?? acsEndpoint(connectionString ?? '')
  const acsVariable = connectionString ? 'ACS_CONNECTION_STRING' : 'ACS_ENDPOINT'
  const entra = cloudOf(authority)
  if (!entra) return []
  return [['GRAPH_ENDPOINT', cloudOf(graph)] as const, [acsVariable, cloudOf(acs)] as const]
    .filter(([, cloud]) => cloud !== undefined && cloud !== entra)
    .map(
      ([variable, cloud = '']) =>
        `${variable} is of ${cloud}, and AZURE_AD_AUTHORITY_HOST of ${entra}: what one issues the other refuses`,
    )
}

function cloudOf(address: string): string | undefined {
  const { hostname } = new URL(address)
  return CLOUDS.find(([, hosts]) => hosts.test(hostname))?.[0]
}

function teamsWarnings(values: Variables): string[] {
  const { AZURE_AD_TEAMS_CLIENT_IDS: apps, AZURE_AD_SPA_CLIENT_ID: own } = values
  if (!apps || apps.includes(own)) return []
  return [
    'AZURE_AD_TEAMS_CLIENT_IDS lacks AZURE_AD_SPA_CLIENT_ID: this app’s own pages can’t call as Teams users',
  ]
}
