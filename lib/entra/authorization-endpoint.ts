import 'server-only'
import * as z from 'zod'
import { env } from '@/lib/env'
import { refusalOf } from '@/lib/errors/sign-in-refusal'
import { toRefusal } from '@/lib/upstream/to-refusal'
import { callEntra } from './call-entra'

const metadata = z.object({ authorization_endpoint: z.url({ protocol: /^https?$/ }) })
const errorResponse = z.object({ error: z.unknown(), error_description: z.unknown() })

let known: Promise<string> | undefined

/**
 * Where Entra signs people in, from its OpenID configuration: fetched once per process and kept, unless
 * that failed. Throws a SignInRefusal.
 */
export function authorizationEndpoint(): Promise<string> {
  known ??= discover().catch((error: unknown) => {
    known = undefined
    throw toRefusal(error)
  })
  return known
}

async function discover(): Promise<string> {
  // Kept for all: it is not for one request's client to end.
  const { isOk, body } = await callEntra('discover', fetchConfiguration, {
    outlivesRequest: true,
    toProblem: toRefusal,
  })
  if (isOk) return metadata.parse(body).authorization_endpoint
  const { error, error_description } = errorResponse.parse(body)
  throw refusalOf(error, error_description)
}

async function fetchConfiguration(signal: AbortSignal) {
  const { authorityHost, tenantId } = env().entra
  const address = `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`
  const response = await fetch(address, { signal, redirect: 'error' })
  if (response.status >= 500) throw new Error(`Entra responded with ${response.status}.`)
  return { isOk: response.ok, body: (await response.json()) as unknown }
}
