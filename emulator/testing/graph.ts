import type { TestEmulator } from './emulator'
import { passwordTokens, server } from './entra'

/** Calls Graph as a sample user, through the server app unless another client is given. */
export async function callGraph(
  emulator: TestEmulator,
  path: string,
  {
    name = 'ada',
    scope = 'User.ReadWrite',
    method = 'GET',
    body,
    client = server,
  }: {
    name?: string
    scope?: string
    method?: string
    body?: unknown
    client?: Record<string, string>
  } = {},
): Promise<Response> {
  const { access_token } = await passwordTokens(emulator, name, scope, client)
  return emulator.fetch(`/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}
