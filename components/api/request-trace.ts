/** One request to this app's API with its response, for display: secrets are masked. */
export interface RequestTrace {
  method: string
  path: string
  authenticates: boolean
  requestHeaders: Record<string, string>
  requestBody: string | undefined
  status: number
  milliseconds: number
  correlationId: string
  responseBody: string
}

const SECRETS = new Set(['token', 'teamsUserAadToken'])

/** The API's only custom header holds a token: a shell variable replaces it. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, '$TEAMS_ENTRA_TOKEN']))
}

/** Readable JSON, in which a token is reduced to its length. */
export function toMaskedJson(value: unknown): string {
  return JSON.stringify(value, maskSecret, 2)
}

function maskSecret(name: string, value: unknown): unknown {
  return SECRETS.has(name) && typeof value === 'string'
    ? `•••••• (${value.length} characters)`
    : value
}

/** The same request as a curl command; variables replace the tokens. */
export function toCurl(trace: RequestTrace, origin: string): string {
  const { method, path, authenticates, requestHeaders, requestBody } = trace
  return [
    `curl -X ${method} ${origin}${path}`,
    ...(authenticates ? [`-H "Authorization: Bearer $ENTRA_TOKEN"`] : []),
    ...Object.entries(requestHeaders).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(requestBody === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${toShellBody(requestBody)}'`]),
  ].join(' \\\n  ')
}

// A shell expands no variables within single quotes, so the variable is outside of them.
function toShellBody(maskedJson: string): string {
  const compact = JSON.stringify(JSON.parse(maskedJson))
  return compact
    .replaceAll("'", `'\\''`)
    .replace(/("teamsUserAadToken":)"[^"]*"/, `$1"'"$TEAMS_ENTRA_TOKEN"'"`)
}
