'use client'

import { useEffect, useState } from 'react'
import { onBroadcast } from '@/components/session/session-broadcast'
import type { EntraRefusal } from '@/components/entra/explain-entra-error'
import { useLatestOnly } from '@/components/ui/use-latest-only'
import { isTokenRefused } from '@/lib/call/end/call-end'
import type { Call, JoinRequest, ProviderChoice } from '@/lib/call/call-provider'
import type { TokenOptions } from '@/lib/call/token/call-token'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { ProblemResponse } from '@/lib/contract/schemas'
import type { EntraWay } from '@/components/entra/get-entra-token'
import { type CallTokenOutcome, getAcsToken, getTeamsToken, renewTeamsToken } from './get-token'
import { loadProvider } from './load-provider'

/** What a person chose before joining. */
export type JoinOptions = Omit<JoinRequest, 'credential'>

/** How far joining has come; a call that ended still counts as one, until the person starts another. */
export type JoinState =
  | { kind: 'pre-join' }
  | { kind: 'refused'; refusal: EntraRefusal }
  | { kind: 'problem'; problem: ProblemResponse }
  | { kind: 'not-loaded' }
  | { kind: 'starting' }
  | { kind: 'in-popup' }
  | { kind: 'call'; call: Call; joinOptions: JoinOptions }

interface CallOptions {
  provider: ProviderChoice
  msal: MsalSettings | null
}

/** Joins calls, one at a time. */
export function useCall({ provider, msal }: CallOptions) {
  const [joinState, setJoinState] = useState<JoinState>({ kind: 'pre-join' })
  const current = joinState.kind === 'call' ? joinState : undefined
  const begin = useLatestOnly()

  useEffect(() => {
    if (!current) return
    const { call, joinOptions } = current
    const dispose = () => void call.dispose()
    window.addEventListener('pagehide', dispose)
    const stopListening = onBroadcast((event) => {
      if (event === 'signed-out') void call.end({ reason: 'signed-out' })
      // A Teams user's token is not among those that are revoked.
      else if (joinOptions.userKind === 'acs-user') void call.end({ reason: 'token-ended' })
    })
    return () => {
      window.removeEventListener('pagehide', dispose)
      stopListening()
      dispose()
    }
  }, [current])

  async function join(joinOptions: JoinOptions, way: EntraWay = 'silent') {
    const isLatest = begin()
    const end = current?.call.state().end
    const options = { isFresh: end !== undefined && isTokenRefused(end) }
    setJoinState({ kind: way === 'popup' ? 'in-popup' : 'starting' })
    const outcome = await firstToken(joinOptions, way, options)
    if (!isLatest()) return
    if (!outcome.ok) {
      setJoinState(
        'refusal' in outcome
          ? { kind: 'refused', refusal: outcome.refusal }
          : { kind: 'problem', problem: outcome.problem },
      )
      return
    }
    try {
      const [{ join: joinCall }, { createCallCredential }] = await Promise.all([
        loadProvider(provider),
        import('@/lib/call/token/call-credential'),
      ])
      const renew = (options: TokenOptions) =>
        joinOptions.userKind === 'teams-user' && msal
          ? renewTeamsToken(msal, options)
          : getAcsToken(options)
      const credential = createCallCredential(outcome.token, renew)
      setJoinState({ kind: 'call', call: joinCall({ ...joinOptions, credential }), joinOptions })
    } catch {
      setJoinState({ kind: 'not-loaded' })
    }
  }

  function firstToken(
    joinOptions: JoinOptions,
    way: EntraWay,
    options: TokenOptions,
  ): Promise<CallTokenOutcome> {
    return joinOptions.userKind === 'teams-user' && msal
      ? getTeamsToken(msal, way, options)
      : getAcsToken(options)
  }

  return { joinState, join, back: () => setJoinState({ kind: 'pre-join' }) }
}
