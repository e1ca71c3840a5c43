import type { TestEmulator } from './emulator'
import { passwordTokens, server } from './entra'

/** Calls Graph as a sample user through the server app. */
export async function callGraph(
  emulator: TestEmulator,
  path: string,
  {
    name = 'ada',
    scope = 'User.ReadWrite',
    method = 'GET',
    body,
  }: { name?: string; scope?: string; method?: string; body?: unknown } = {},
): Promise<Response> {
  const { access_token } = await passwordTokens(emulator, name, scope, server)
  return emulator.fetch(`/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}
