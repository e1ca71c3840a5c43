import { bodyOf, type TestEmulator } from './emulator'
import { CONTOSO, requestToken } from './entra'

const GRAPH = 'https://graph.microsoft.com'

/** An app, for a seed file, that has permissions of Graph for itself. */
export function appWithRoles(number: number, ...roles: string[]) {
  return {
    clientId: `70000000-0000-4000-8000-0000000001${number}`,
    displayName: `Sample app ${number}`,
    clientSecret: `sample-secret-of-app-${number}`,
    redirectUris: {},
    consentedRoles: roles.map((role) => `${GRAPH}/${role}`),
  }
}

interface Call {
  method?: string
  body?: unknown
  headers?: Record<string, string>
}

/** How an app calls Graph by itself. */
export async function graphApp(
  emulator: TestEmulator,
  { clientId, clientSecret }: ReturnType<typeof appWithRoles>,
  tenant = CONTOSO,
): Promise<(path: string, call?: Call) => Promise<Response>> {
  const { body } = await requestToken(
    emulator,
    {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${GRAPH}/.default`,
    },
    { tenant },
  )
  return (path, call) => sendToGraph(emulator, body.access_token, path, call)
}

/** Sends a request to Graph with a token. */
export function sendToGraph(
  emulator: TestEmulator,
  token: string,
  path: string,
  { method = 'GET', body, headers = {} }: Call = {},
): Promise<Response> {
  return emulator.fetch(`/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

/** Status, code and message of an error of Graph. */
export async function graphErrorOf(response: Response): Promise<unknown[]> {
  const { error } = await bodyOf<{ error: { code: string; message: string } }>(response)
  return [response.status, error.code, error.message]
}
