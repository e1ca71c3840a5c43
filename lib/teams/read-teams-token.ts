import 'server-only'
import { exchangeRequest } from '@/lib/contract/schemas'
import { Problem } from '@/lib/errors/problem'
import { readJson } from '@/lib/http/body/read-json'

/** The Teams token in the header `teams-user-aad-token`. Throws `teams_token_missing`. */
export function teamsTokenInHeader(request: Request): string {
  return required(request.headers.get('teams-user-aad-token'))
}

/** The Teams token in a JSON body, otherwise in the header. Throws `teams_token_missing`. */
export async function teamsTokenInBodyOrHeader(request: Request): Promise<string> {
  const { teamsUserAadToken } = await readJson(request, exchangeRequest)
  return teamsUserAadToken ? required(teamsUserAadToken) : teamsTokenInHeader(request)
}

function required(token: string | null): string {
  const trimmed = token?.trim()
  if (!trimmed) throw new Problem('teams_token_missing')
  return trimmed
}
