import { requireCaller, requireTokenCaller } from '@/lib/auth/require-caller'
import { type TokenResponse, tokenRequest } from '@/lib/contract/schemas'
import { accepted, created, noContent } from '@/lib/http/responses'
import { limitCaller } from '@/lib/limits/rate-limit'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { readFlag } from '@/lib/http/read-flag'
import { readJson } from '@/lib/http/body/read-json'
import { route } from '@/lib/http/route'
import { ensureToken, type IssuedToken } from '@/lib/identity/token/ensure-token'
import { issueToken } from '@/lib/identity/token/issue-token'
import { requireMapping } from '@/lib/identity/mapping'
import { revokeTokens } from '@/lib/identity/revoke-tokens'
import { tokenOptions } from '@/lib/identity/token/token-options'

export const GET = route(async (request) => {
  const caller = await requireTokenCaller(request)
  await limitCaller('token', caller)
  const options = tokenOptions()
  if (readFlag(request, 'create')) return created(toResponse(await ensureToken(caller, options)))
  const mapping = await requireMapping(caller)
  return created(toResponse({ mapping, token: await issueToken(caller, mapping, options) }))
})

export const POST = route(async (request) => {
  const caller = await requireTokenCaller(request)
  await limitCaller('token', caller)
  const { fresh, ...wanted } = await readJson(request, tokenRequest)
  return created(toResponse(await ensureToken(caller, tokenOptions(wanted), { fresh })))
})

export const DELETE = route(async (request) => {
  const caller = await requireCaller(request)
  await limitCaller('token', caller)
  const { pending } = await revokeTokens(caller)
  return pending ? accepted({ pending }) : noContent()
})

export const { PUT, PATCH, HEAD, OPTIONS } = rejectOtherMethods('GET', 'POST', 'DELETE')

function toResponse({ mapping, token: { token, expiresOn } }: IssuedToken): TokenResponse {
  const id = mapping.acsUserId
  // Clients of the ancestor read `id`.
  return { token, expiresOn: expiresOn.toISOString(), user: { communicationUserId: id, id } }
}
