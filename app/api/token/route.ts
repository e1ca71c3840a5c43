import { requireCaller, requireTokenCaller } from '@/lib/auth/require-caller'
import type { AccessToken } from '@/lib/communication/identities'
import { type TokenAnswer, tokenRequest } from '@/lib/contract/schemas'
import { accepted, created, noContent } from '@/lib/http/answers'
import { limitCaller } from '@/lib/limits/rate-limit'
import { otherMethods } from '@/lib/http/other-methods'
import { readJson } from '@/lib/http/read-json'
import { route } from '@/lib/http/route'
import { ensureToken } from '@/lib/identity/ensure-token'
import { issueToken } from '@/lib/identity/issue-token'
import { requireMapping } from '@/lib/identity/require-mapping'
import { revokeTokens } from '@/lib/identity/revoke-tokens'
import { tokenOptions } from '@/lib/identity/token-options'

export const GET = route(async (request) => {
  const caller = await requireTokenCaller(request)
  await limitCaller('token', caller)
  const mapping = await requireMapping(caller)
  return created(answer(mapping.acsUserId, await issueToken(mapping, tokenOptions())))
})

export const POST = route(async (request) => {
  const caller = await requireTokenCaller(request)
  await limitCaller('token', caller)
  const options = tokenOptions(await readJson(request, tokenRequest))
  const { mapping, token } = await ensureToken(caller, options)
  return created(answer(mapping.acsUserId, token))
})

export const DELETE = route(async (request) => {
  const caller = await requireCaller(request)
  const { pending } = await revokeTokens(caller)
  return pending ? accepted({ pending }) : noContent()
})

export const { PUT, PATCH, OPTIONS } = otherMethods('GET', 'POST', 'DELETE')

function answer(communicationUserId: string, { token, expiresOn }: AccessToken): TokenAnswer {
  return { token, expiresOn: expiresOn.toISOString(), user: { communicationUserId } }
}
