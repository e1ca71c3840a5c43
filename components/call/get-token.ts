import { callApi } from '@/components/api/call-api'
import type { EntraRefusal } from '@/components/teams/explain-entra-error'
import type { TokenOutcome } from '@/lib/call/call-credential'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { ProblemAnswer, TeamsTokenAnswer, TokenAnswer } from '@/lib/contract/schemas'
import { type EntraWay, getEntraToken } from './get-entra-token'

/** A token for a call, or what the API or Entra said instead. */
export type CallTokenOutcome = TokenOutcome | { ok: false; refusal: EntraRefusal }

/** A token for the person's ACS identity, good for calls and nothing else. */
export async function getAcsToken(): Promise<TokenOutcome> {
  return toOutcome(await callApi<TokenAnswer>('POST', '/api/token', { body: { scopes: ['voip'] } }))
}

/** A token to call as the Teams user: Entra's, exchanged at this app's API. */
export async function getTeamsToken(msal: MsalSettings, way: EntraWay): Promise<CallTokenOutcome> {
  const entra = await getEntraToken(msal, 'teams', way)
  if (!entra.ok) return entra
  const body = { teamsUserAadToken: entra.token }
  return toOutcome(await callApi<TeamsTokenAnswer>('POST', '/api/token/teams', { body }))
}

/** As getTeamsToken in the middle of a call, where nobody can be asked: a refusal ends it. */
export async function renewTeamsToken(msal: MsalSettings): Promise<TokenOutcome> {
  const outcome = await getTeamsToken(msal, 'silent')
  return 'refusal' in outcome ? { ok: false, problem: toProblem(outcome.refusal) } : outcome
}

function toOutcome(
  outcome: { ok: true; body: { token: string } } | { ok: false; problem: ProblemAnswer },
): TokenOutcome {
  return outcome.ok ? { ok: true, token: outcome.body.token } : outcome
}

function toProblem({ text }: EntraRefusal): ProblemAnswer {
  return {
    type: 'about:blank',
    title: 'Microsoft issued no token',
    status: 401,
    detail: text,
    code: 'interaction_required',
    correlationId: '',
  }
}
