'use client'

import type { AuthenticationResult } from '@azure/msal-browser'
import { useEffect, useRef, useState } from 'react'
import { callApi } from '@/components/call-api'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { ProblemAnswer, TeamsTokenAnswer } from '@/lib/contract/schemas'
import { type EntraRefusal, explainEntraError } from './explain-entra-error'

/** The way from Entra's token to the Teams user token, and where it may stop. */
export type TeamsTokenState =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'in-window' }
  | { kind: 'refused'; refusal: EntraRefusal }
  | { kind: 'exchanging'; username: string }
  | { kind: 'problem'; problem: ProblemAnswer; username: string }
  | { kind: 'token'; token: TeamsTokenAnswer; username: string }

// Loaded when it is needed: the page itself is quick without it.
const msal = () => import('./msal')

/** Gets the Teams user token: Entra's own through MSAL, then its exchange at this app's API. */
export function useTeamsToken(settings: MsalSettings) {
  const [state, setState] = useState<TeamsTokenState>({ kind: 'idle' })
  // An attempt that was given up, such as one in a window that was closed, must not speak any more.
  const attempt = useRef(0)

  async function exchange(entra: Promise<AuthenticationResult | null>) {
    const own = ++attempt.current
    const report = (next: TeamsTokenState) => {
      if (own === attempt.current) setState(next)
    }
    try {
      const result = await entra
      if (!result) return
      const { username } = result.account
      report({ kind: 'exchanging', username })
      const outcome = await callApi<TeamsTokenAnswer>('POST', '/api/token/teams', {
        teamsUserAadToken: result.accessToken,
      })
      report(
        outcome.ok
          ? { kind: 'token', token: outcome.body, username }
          : { kind: 'problem', problem: outcome.problem, username },
      )
    } catch (error) {
      report({ kind: 'refused', refusal: explainEntraError(error) })
    }
  }

  useEffect(() => {
    void exchange(msal().then(({ startMsal }) => startMsal(settings)))
    // Once per visit: it takes up the answer of a redirect that began here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return {
    state,
    getSilently: () => {
      setState({ kind: 'asking' })
      void exchange(msal().then(({ acquireSilently }) => acquireSilently(settings)))
    },
    getInPopup: () => {
      setState({ kind: 'in-window' })
      void exchange(msal().then(({ acquireInPopup }) => acquireInPopup(settings)))
    },
    getByRedirect: () => {
      setState({ kind: 'asking' })
      void exchange(
        msal()
          .then(({ acquireByRedirect }) => acquireByRedirect(settings))
          .then(() => null),
      )
    },
  }
}
