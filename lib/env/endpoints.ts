import { namesOf, type VariableName, type Variables } from './variables'

/** The addresses of the services that are set, with the variable each comes from. */
export function endpoints(values: Partial<Variables>): [VariableName, string][] {
  const acs = values.ACS_CONNECTION_STRING
  const all: [VariableName, unknown][] = [
    ...namesOf('service').map((name): [VariableName, unknown] => [name, values[name]]),
    ['ACS_CONNECTION_STRING', acs && acsEndpoint(acs)],
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
