import 'server-only'
import { z } from 'zod'
import { withinLimit } from '@/lib/observability/deadline'
import { env } from '@/lib/env'
import { entraCircuit } from './circuit'
import { refusalOf, toRefusal } from './sign-in-refusal'

const TIMEOUT_MS = 5_000

const metadata = z.object({ authorization_endpoint: z.url({ protocol: /^https?$/ }) })
const errorAnswer = z.object({ error: z.unknown(), error_description: z.unknown() })

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
  const { isOk, body } = await entraCircuit('discover', (attempt) =>
    attempt(() => withinLimit(TIMEOUT_MS, fetchConfiguration)),
  )
  if (isOk) return metadata.parse(body).authorization_endpoint
  const { error, error_description } = errorAnswer.parse(body)
  throw refusalOf(error, error_description)
}

async function fetchConfiguration(signal: AbortSignal) {
  const { authorityHost, tenantId } = env().entra
  const address = `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`
  const response = await fetch(address, { signal, redirect: 'error' })
  if (response.status >= 500) throw new Error(`Entra answered ${response.status}.`)
  return { isOk: response.ok, body: (await response.json()) as unknown }
}
