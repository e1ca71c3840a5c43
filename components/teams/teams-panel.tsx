'use client'

import { ProblemNote } from '@/components/problem-note'
import { TokenCard } from '@/components/token-card'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import type { EntraRefusal } from './explain-entra-error'
import { useTeamsToken } from './use-teams-token'

/** Gets a Teams user token in two steps: Entra's token, then its exchange. */
export function TeamsPanel({ settings }: { settings: MsalSettings }) {
  const { state, getSilently, getInPopup, getByRedirect } = useTeamsToken(settings)
  const isBusy = state.kind === 'asking' || state.kind === 'exchanging'
  return (
    <section aria-label="Teams token" aria-busy={isBusy} className="card">
      <div className="actions">
        <button className="primary" disabled={isBusy} onClick={getSilently}>
          Get my Teams token
        </button>
      </div>
      <div role="status">
        {state.kind === 'asking' && <p>Asking Microsoft for a token with Teams scopes…</p>}
        {state.kind === 'in-window' && <p>Go on in Microsoft’s window.</p>}
        {state.kind === 'exchanging' && <p>Exchanging the token of {state.username}…</p>}
        {state.kind === 'token' && <p className="done">You have a Teams user token.</p>}
        {state.kind === 'refused' && <Refusal refusal={state.refusal} />}
        {state.kind === 'problem' && <ProblemNote problem={state.problem} />}
      </div>
      {(state.kind === 'in-window' ||
        (state.kind === 'refused' && isRepairable(state.refusal))) && (
        <div className="actions">
          <button className="primary" onClick={getInPopup}>
            Continue in a window
          </button>
          <button onClick={getByRedirect}>Continue on Microsoft’s page</button>
        </div>
      )}
      {state.kind === 'token' && (
        <TokenCard
          title="Teams user token"
          token={state.token.token}
          expiresOn={state.token.expiresOn}
        />
      )}
    </section>
  )
}

function Refusal({ refusal }: { refusal: EntraRefusal }) {
  return (
    <div className="problem">
      <p>{refusal.text}</p>
      {refusal.code !== '' && (
        <p className="fine-print">
          Microsoft’s code: <code>{refusal.code}</code>
        </p>
      )}
    </div>
  )
}

function isRepairable({ needsInteraction, code }: EntraRefusal): boolean {
  return needsInteraction || code === 'AADSTS65004' || /window|cancelled|timed_out/.test(code)
}
