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
  /** The group call that the page's address names. */
  invitedTo: string | undefined
  provider: ProviderChoice
  msal: MsalSettings
}

/** Joins a call, shows it, and says how it ended. */
export function CallPanel({ name, invitedTo, provider, msal }: CallPanelProps) {
  const { stage, join, back } = useCall({ provider, msal })
  if (stage.kind === 'call') {
    const { call, wish } = stage
    return (
      <CallView
        call={call}
        wish={wish}
        kind={provider.kind}
        onRejoin={() => void join(wish)}
        onNew={back}
      />
    )
  }
  return (
    <>
      <h1>Join a call</h1>
      <p className="lead">
        With the token of your identity you join as a guest; with a Teams user token, as yourself.
      </p>
      {provider.kind === 'local' && <LocalNotice />}
      <PreJoin
        name={name}
        invitedTo={invitedTo}
        kind={provider.kind}
        msal={msal}
        stage={stage}
        onJoin={(wish, way) => void join(wish, way)}
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
        machine. Open this page in a second tab to be two.
      </span>
    </p>
  )
}
