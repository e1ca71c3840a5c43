'use client'

import type { AuthenticationResult } from '@azure/msal-browser'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import type { RequestTrace } from '@/components/api/request-trace'
import { type StoredToken, setToken } from '@/components/token/token-store'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { ProblemResponse, TeamsTokenResponse } from '@/lib/contract/schemas'
import { type EntraRefusal, explainEntraError } from '@/components/entra/explain-entra-error'
import { useLatestOnly } from '@/components/ui/use-latest-only'

/** How Entra is asked: silently, in a popup, or by leaving this page. */
export type Way = 'silent' | 'popup' | 'redirect'

/** Entra's own token, with its account. */
export interface EntraToken extends StoredToken {
  username: string
}

/** The progress from Entra's token to the Teams user token, and where it may stop. */
export type TeamsTokenState =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'in-popup' }
  | { kind: 'refused'; refusal: EntraRefusal }
  | { kind: 'exchanging'; entra: EntraToken }
  | { kind: 'problem'; problem: ProblemResponse; entra: EntraToken; trace: RequestTrace }
  | { kind: 'token'; token: TeamsTokenResponse; entra: EntraToken; trace: RequestTrace }

// Loaded on demand, so that the page loads fast.
const msal = () => import('@/components/entra/msal')

/** Gets the Teams user token: Entra's own through MSAL, then its exchange at this app's API. */
export function useTeamsToken(settings: MsalSettings) {
  const [state, setState] = useState<TeamsTokenState>({ kind: 'idle' })
  const begin = useLatestOnly()

  async function exchangeToken(response: Promise<AuthenticationResult | null>) {
    const isLatest = begin()
    const report = (next: TeamsTokenState) => {
      if (isLatest()) setState(next)
    }
    try {
      const result = await response
      if (!result) return
      const entra = toEntraToken(result)
      report({ kind: 'exchanging', entra })
      const outcome = await callApi<TeamsTokenResponse>('POST', '/api/token/teams', {
        body: { teamsUserAadToken: entra.token },
      })
      const { trace } = outcome
      if (outcome.ok) {
        setToken('teams', outcome.body)
        report({ kind: 'token', token: outcome.body, entra, trace })
      } else report({ kind: 'problem', problem: outcome.problem, entra, trace })
    } catch (error) {
      report({ kind: 'refused', refusal: explainEntraError(error, 'teams') })
    }
  }

  useEffect(() => {
    void exchangeToken(msal().then(({ startMsal }) => startMsal(settings)))
    // Once per visit: it handles the response to a redirect that began here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return {
    state,
    get: (way: Way) => {
      setState({ kind: way === 'popup' ? 'in-popup' : 'asking' })
      void exchangeToken(msal().then((client) => client.acquire[way](settings, 'teams')))
    },
  }
}

function toEntraToken({ accessToken, expiresOn, account }: AuthenticationResult): EntraToken {
  const expires = expiresOn ?? new Date()
  return { token: accessToken, expiresOn: expires.toISOString(), username: account.username }
}
