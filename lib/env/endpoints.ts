import type { VariableName, Variables } from './variables'

/** The addresses of Microsoft's services that are set, with the variable each comes from. */
export function endpoints(values: Partial<Variables>): [VariableName, string][] {
  const acs = values.ACS_CONNECTION_STRING
  const all: [VariableName, string | undefined][] = [
    ['EMULATOR_URL', values.EMULATOR_URL],
    ['AZURE_AD_AUTHORITY_HOST', values.AZURE_AD_AUTHORITY_HOST],
    ['GRAPH_ENDPOINT', values.GRAPH_ENDPOINT],
    ['ACS_CONNECTION_STRING', acs && acsEndpoint(acs)],
    ['ACS_ENDPOINT', values.ACS_ENDPOINT],
  ]
  return all.filter((entry): entry is [VariableName, string] => Boolean(entry[1]))
}

/** The endpoint of a connection string, without a trailing slash. */
export function acsEndpoint(connectionString: string): string {
  return (/endpoint=([^;]+)/i.exec(connectionString)?.[1] ?? '').replace(/\/+$/, '')
}

/** Whether a host, as it stands in an address, is this machine. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/i.test(host)
}
