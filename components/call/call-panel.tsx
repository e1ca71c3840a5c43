'use client'

import { BeakerRegular } from '@fluentui/react-icons/headless/svg/beaker'
import type { ProviderChoice } from '@/lib/call/call-provider'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import styles from './pre-join/pre-join.module.css'
import { CallView } from './in-call/call-view'
import { PreJoin } from './pre-join/pre-join'
import { useCall } from './use-call'

interface CallPanelProps {
  name: string
  /** The group call named in the page's address. */
  invitedTo: string | undefined
  provider: ProviderChoice
  /** Null where nobody has a Microsoft account: then nobody joins as a Teams user. */
  msal: MsalSettings | null
}

/** Joins a call, shows it, and explains its end. */
export function CallPanel({ name, invitedTo, provider, msal }: CallPanelProps) {
  const { joinState, join, back } = useCall({ provider, msal })
  if (joinState.kind === 'call') {
    const { call, joinOptions } = joinState
    return (
      <CallView
        call={call}
        joinOptions={joinOptions}
        kind={provider.kind}
        onRejoin={() => void join(joinOptions)}
        onNew={back}
      />
    )
  }
  return (
    <>
      <h1>Join a call</h1>
      <p className="lead">
        With an ACS user token you join Teams meetings as a guest (Teams interoperability, or Teams
        interop). {msal && 'With a Teams user token you join as yourself.'}
      </p>
      {provider.kind === 'local' && <LocalNotice />}
      <PreJoin
        name={name}
        invitedTo={invitedTo}
        kind={provider.kind}
        msal={msal}
        joinState={joinState}
        onJoin={(joinOptions, way) => void join(joinOptions, way)}
      />
    </>
  )
}

function LocalNotice() {
  return (
    <p className={styles.local} role="note">
      <BeakerRegular />
      <span>
        <strong>Local call, not Teams.</strong> Meetings and group calls connect browsers on this
        machine. Open this page in a second tab to call yourself.
      </span>
    </p>
  )
}
