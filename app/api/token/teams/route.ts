import type { AccessToken } from '@/lib/communication/users'
import type { TeamsTokenResponse } from '@/lib/contract/schemas'
import { created } from '@/lib/http/responses'
import { limitCaller } from '@/lib/limits/rate-limit'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'
import { exchangeTeamsToken } from '@/lib/teams/exchange-teams-token'
import { requireTeamsCaller } from '@/lib/teams/require-teams-caller'
import { teamsTokenInBodyOrHeader, teamsTokenInHeader } from '@/lib/teams/read-teams-token'

export const POST = route(async (request) => {
  const caller = await requireTeamsCaller(request)
  await limitCaller('exchange', caller)
  const teamsToken = await teamsTokenInBodyOrHeader(request)
  return created(toResponse(await exchangeTeamsToken(caller, teamsToken)))
})

export const GET = route(async (request) => {
  const caller = await requireTeamsCaller(request)
  await limitCaller('exchange', caller)
  return created(toResponse(await exchangeTeamsToken(caller, teamsTokenInHeader(request))))
})

export const { PUT, PATCH, DELETE, HEAD, OPTIONS } = rejectOtherMethods('GET', 'POST')

function toResponse({ token, expiresOn }: AccessToken): TeamsTokenResponse {
  return { token, expiresOn: expiresOn.toISOString() }
}
