'use client'

import type { AuthenticationResult } from '@azure/msal-browser'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import type { Exchange } from '@/components/api/request-trace'
import { type HeldToken, holdToken } from '@/components/token/held-tokens'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { ProblemAnswer, TeamsTokenAnswer } from '@/lib/contract/schemas'
import { type EntraRefusal, explainEntraError } from '@/components/entra/explain-entra-error'
import { useAttempts } from '@/components/ui/use-latest-only'

/** How Entra is asked: without any window, in one, or by leaving this page. */
export type Way = 'silent' | 'popup' | 'redirect'

/** Entra's own token, with the account it is of. */
export interface EntraToken extends HeldToken {
  username: string
}

/** The way from Entra's token to the Teams user token, and where it may stop. */
export type TeamsTokenState =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'in-window' }
  | { kind: 'refused'; refusal: EntraRefusal }
  | { kind: 'exchanging'; entra: EntraToken }
  | { kind: 'problem'; problem: ProblemAnswer; entra: EntraToken; exchange: Exchange }
  | { kind: 'token'; token: TeamsTokenAnswer; entra: EntraToken; exchange: Exchange }

// Loaded when it is needed: the page itself is quick without it.
const msal = () => import('@/components/entra/msal')

/** Gets the Teams user token: Entra's own through MSAL, then its exchange at this app's API. */
export function useTeamsToken(settings: MsalSettings) {
  const [state, setState] = useState<TeamsTokenState>({ kind: 'idle' })
  const begin = useAttempts()

  async function exchangeOf(answer: Promise<AuthenticationResult | null>) {
    const isLast = begin()
    const report = (next: TeamsTokenState) => {
      if (isLast()) setState(next)
    }
    try {
      const result = await answer
      if (!result) return
      const entra = toEntraToken(result)
      report({ kind: 'exchanging', entra })
      const outcome = await callApi<TeamsTokenAnswer>('POST', '/api/token/teams', {
        body: { teamsUserAadToken: entra.token },
      })
      const { exchange } = outcome
      if (outcome.ok) {
        holdToken('teams', outcome.body)
        report({ kind: 'token', token: outcome.body, entra, exchange })
      } else report({ kind: 'problem', problem: outcome.problem, entra, exchange })
    } catch (error) {
      report({ kind: 'refused', refusal: explainEntraError(error, 'teams') })
    }
  }

  useEffect(() => {
    void exchangeOf(msal().then(({ startMsal }) => startMsal(settings)))
    // Once per visit: it takes up the answer of a redirect that began here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return {
    state,
    get: (way: Way) => {
      setState({ kind: way === 'popup' ? 'in-window' : 'asking' })
      void exchangeOf(msal().then((client) => client.acquire[way](settings, 'teams')))
    },
  }
}

function toEntraToken({ accessToken, expiresOn, account }: AuthenticationResult): EntraToken {
  const expires = expiresOn ?? new Date()
  return { token: accessToken, expiresOn: expires.toISOString(), username: account.username }
}
