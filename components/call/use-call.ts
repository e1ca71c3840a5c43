'use client'

import { useEffect, useState } from 'react'
import { onAnnouncement } from '@/components/session/announcements'
import type { EntraRefusal } from '@/components/entra/explain-entra-error'
import { useAttempts } from '@/components/ui/use-latest-only'
import { isTokenRefused } from '@/lib/call/end/call-end'
import type { Call, JoinRequest, ProviderChoice } from '@/lib/call/call-provider'
import type { TokenOptions } from '@/lib/call/token/call-token'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { ProblemAnswer } from '@/lib/contract/schemas'
import type { EntraWay } from '@/components/entra/get-entra-token'
import { type CallTokenOutcome, getAcsToken, getTeamsToken, renewTeamsToken } from './get-token'
import { loadProvider } from './load-provider'

/** All that a person chose before joining. */
export type Wish = Omit<JoinRequest, 'credential'>

/** Where the person is: before a call, on the way into it, or in it (and after it, as its state says). */
export type CallStage =
  | { kind: 'pre-join' }
  | { kind: 'refused'; refusal: EntraRefusal }
  | { kind: 'problem'; problem: ProblemAnswer }
  | { kind: 'not-loaded' }
  | { kind: 'starting' }
  | { kind: 'in-window' }
  | { kind: 'call'; call: Call; wish: Wish }

interface CallOptions {
  provider: ProviderChoice
  msal: MsalSettings
}

/** Joins calls, one at a time. */
export function useCall({ provider, msal }: CallOptions) {
  const [stage, setStage] = useState<CallStage>({ kind: 'pre-join' })
  const current = stage.kind === 'call' ? stage : undefined
  const begin = useAttempts()

  useEffect(() => {
    if (!current) return
    const { call, wish } = current
    const dispose = () => void call.dispose()
    window.addEventListener('pagehide', dispose)
    const stopListening = onAnnouncement((announcement) => {
      if (announcement === 'signed-out') void call.end({ reason: 'signed-out' })
      // A Teams user's token is not among those that are revoked.
      else if (wish.as === 'acs-user') void call.end({ reason: 'token-ended' })
    })
    return () => {
      window.removeEventListener('pagehide', dispose)
      stopListening()
      dispose()
    }
  }, [current])

  async function join(wish: Wish, way: EntraWay = 'silent') {
    const isLast = begin()
    const end = current?.call.state().end
    const options = { isFresh: end !== undefined && isTokenRefused(end) }
    setStage({ kind: way === 'popup' ? 'in-window' : 'starting' })
    const outcome = await firstToken(wish, way, options)
    if (!isLast()) return
    if (!outcome.ok) {
      setStage(
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
        wish.as === 'teams-user' ? renewTeamsToken(msal, options) : getAcsToken(options)
      const credential = createCallCredential(outcome.token, renew)
      setStage({ kind: 'call', call: joinCall({ ...wish, credential }), wish })
    } catch {
      setStage({ kind: 'not-loaded' })
    }
  }

  function firstToken(wish: Wish, way: EntraWay, options: TokenOptions): Promise<CallTokenOutcome> {
    return wish.as === 'teams-user' ? getTeamsToken(msal, way, options) : getAcsToken(options)
  }

  return { stage, join, back: () => setStage({ kind: 'pre-join' }) }
}
