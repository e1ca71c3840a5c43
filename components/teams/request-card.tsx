'use client'

import { Button, Field, Radio, RadioGroup, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { ConsentHelp } from './consent-help'
import { Refusal } from './refusal'
import type { TeamsTokenState, Way } from './use-teams-token'

interface RequestCardProps {
  adminConsentUrl: string
  state: TeamsTokenState
  onGet: (way: Way) => void
}

/** The first step: Entra's token, silently or interactively. */
export function RequestCard({ adminConsentUrl, state, onGet }: RequestCardProps) {
  const [way, setWay] = useState<Way>('silent')
  const isBusy = state.kind === 'asking' || state.kind === 'exchanging'
  return (
    <div className="card">
      <h2>Get an Entra token</h2>
      <Field label="How to sign in to Microsoft">
        <RadioGroup value={way} onChange={(_, { value }) => setWay(value as Way)}>
          <Radio value="silent" label="Silently, with your Microsoft session" />
          <Radio value="popup" label="In a popup" />
          <Radio value="redirect" label="By redirect" />
        </RadioGroup>
      </Field>
      <div className="actions">
        <ActionButton appearance="primary" disabled={isBusy} onClick={() => onGet(way)}>
          Get my Teams token
        </ActionButton>
      </div>
      <div role="status">
        {state.kind === 'asking' && (
          <Spinner
            size="tiny"
            labelPosition="after"
            label="Requesting a token with Teams scopes from Microsoft…"
          />
        )}
        {state.kind === 'in-popup' && <p>Continue in the Microsoft window.</p>}
        {state.kind === 'exchanging' && (
          <Spinner
            size="tiny"
            labelPosition="after"
            label={`Exchanging the token of ${state.entra.username}…`}
          />
        )}
        {state.kind === 'refused' && <Refusal refusal={state.refusal} />}
      </div>
      {needsPerson(state) && (
        <div className="actions">
          <Button appearance="primary" onClick={() => onGet('popup')}>
            Continue in a popup
          </Button>
          <Button onClick={() => onGet('redirect')}>Continue by redirect</Button>
        </div>
      )}
      <ConsentHelp
        adminConsentUrl={adminConsentUrl}
        isNeeded={state.kind === 'refused' && state.refusal.needsConsent}
      />
    </div>
  )
}

function needsPerson(state: TeamsTokenState): boolean {
  if (state.kind !== 'refused') return state.kind === 'in-popup'
  const { needsInteraction, code } = state.refusal
  return needsInteraction || code === 'AADSTS65004' || /window|cancelled|timed_out/.test(code)
}
