/** One request to this app's API and its answer, fit to be shown: secrets are masked. */
export interface Exchange {
  method: string
  path: string
  authenticates: boolean
  requestHeaders: Record<string, string>
  requestBody: string | undefined
  status: number
  milliseconds: number
  correlationId: string
  answer: string
}

const SECRETS = new Set(['token', 'teamsUserAadToken'])

/** The API's one header of its own holds a token: a shell variable stands for it. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, '$TEAMS_ENTRA_TOKEN']))
}

/** JSON to read, in which tokens are but their length. */
export function toMaskedJson(value: unknown): string {
  return JSON.stringify(value, maskSecret, 2)
}

function maskSecret(name: string, value: unknown): unknown {
  return SECRETS.has(name) && typeof value === 'string'
    ? `•••••• (${value.length} characters)`
    : value
}

/** The same request for a terminal; the variables stand for tokens that aren't shown. */
export function toCurl(exchange: Exchange, origin: string): string {
  const { method, path, authenticates, requestHeaders, requestBody } = exchange
  return [
    `curl -X ${method} ${origin}${path}`,
    ...(authenticates ? [`-H "Authorization: Bearer $ENTRA_TOKEN"`] : []),
    ...Object.entries(requestHeaders).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(requestBody === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${toShellBody(requestBody)}'`]),
  ].join(' \\\n  ')
}

// Within single quotes a shell replaces nothing: the variable stands outside of them.
function toShellBody(maskedJson: string): string {
  const compact = JSON.stringify(JSON.parse(maskedJson))
  return compact
    .replaceAll("'", `'\\''`)
    .replace(/("teamsUserAadToken":)"[^"]*"/, `$1"'"$TEAMS_ENTRA_TOKEN"'"`)
}
