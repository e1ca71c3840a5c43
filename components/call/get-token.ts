import { callApi } from '@/components/api/call-api'
import type { EntraRefusal } from '@/components/entra/explain-entra-error'
import type { CallToken, TokenOptions, TokenOutcome } from '@/lib/call/token/call-token'
import { endsTooSoon } from '@/lib/call/token/renew-token'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { ProblemResponse, TeamsTokenResponse, TokenResponse } from '@/lib/contract/schemas'
import { type EntraWay, getEntraToken } from '@/components/entra/get-entra-token'

/** A token for a call, or why the API or Entra issued none. */
export type CallTokenOutcome = TokenOutcome | { ok: false; refusal: EntraRefusal }

/** A token for the person's ACS identity, for calls only. */
export async function getAcsToken({ isFresh }: TokenOptions): Promise<TokenOutcome> {
  const body = { scopes: ['voip'], ...(isFresh && { fresh: true }) }
  return toOutcome(await callApi<TokenResponse>('POST', '/api/token', { body }))
}

/**
 * A token to call as the Teams user: Entra's, exchanged at this app's API. Where the API finds that
 * Entra's expires too soon, Entra is asked for a new one, once.
 */
export async function getTeamsToken(
  msal: MsalSettings,
  way: EntraWay,
  { isFresh }: TokenOptions,
): Promise<CallTokenOutcome> {
  const entra = await getEntraToken(msal, 'teams', way, isFresh)
  if (!entra.ok) return entra
  const body = { teamsUserAadToken: entra.token }
  const outcome = toOutcome(await callApi<TeamsTokenResponse>('POST', '/api/token/teams', { body }))
  const isOld = !outcome.ok && endsTooSoon(outcome.problem.code) && !isFresh
  return isOld ? getTeamsToken(msal, 'silent', { isFresh: true }) : outcome
}

/** As getTeamsToken, during a call, where the person can't be asked: a refusal ends the call. */
export async function renewTeamsToken(
  msal: MsalSettings,
  options: TokenOptions,
): Promise<TokenOutcome> {
  const outcome = await getTeamsToken(msal, 'silent', options)
  return 'refusal' in outcome ? { ok: false, problem: toProblem(outcome.refusal) } : outcome
}

function toOutcome(
  outcome: { ok: true; body: CallToken } | { ok: false; problem: ProblemResponse },
): TokenOutcome {
  return outcome.ok ? { ok: true, token: outcome.body } : outcome
}

function toProblem({ text, isTransient }: EntraRefusal): ProblemResponse {
  return {
    type: 'about:blank',
    title: 'Microsoft issued no token',
    status: isTransient ? 503 : 401,
    detail: text,
    code: isTransient ? 'upstream_unavailable' : 'interaction_required',
    correlationId: '',
  }
}
