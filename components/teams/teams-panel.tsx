'use client'

import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { RequestTraceDetails } from '@/components/api/request-trace-details'
import { ProblemNote } from '@/components/api/problem-note'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import { CheckList } from './check-list'
import type { ExchangeResult } from './exchange-checks'
import { RequestCard } from './request-card'
import styles from './teams.module.css'
import { EntraTokenCard, TeamsTokenCard } from './token-pair'
import { type TeamsTokenState, useTeamsToken } from './use-teams-token'

/** Gets a Teams user token in two steps: Entra's token, then its trace. */
export function TeamsPanel({ settings }: { settings: MsalSettings }) {
  const { state, get } = useTeamsToken(settings)
  const isBusy = state.kind === 'asking' || state.kind === 'exchanging'
  return (
    <section aria-label="Teams token" aria-busy={isBusy} className="stack">
      <div className={styles.steps}>
        <RequestCard adminConsentUrl={settings.adminConsentUrl} state={state} onGet={get} />
        <div className="card">
          <h2>What the server checks</h2>
          <CheckList result={resultOf(state)} />
          <div role="status">
            {state.kind === 'token' && (
              <MessageBar intent="success">
                <MessageBarBody>You have a Teams user token.</MessageBarBody>
              </MessageBar>
            )}
            {state.kind === 'problem' && <ProblemNote problem={state.problem} />}
          </div>
          {'trace' in state && <RequestTraceDetails trace={state.trace} />}
        </div>
      </div>
      <div className={styles.pair}>
        <EntraTokenCard entra={'entra' in state ? state.entra : undefined} />
        <TeamsTokenCard token={state.kind === 'token' ? state.token : undefined} />
      </div>
    </section>
  )
}

function resultOf(state: TeamsTokenState): ExchangeResult {
  if (state.kind === 'token') return 'passed'
  return state.kind === 'problem' ? state.problem : 'none'
}
