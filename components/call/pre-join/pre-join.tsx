'use client'

import { Button, Field, Input, Spinner } from '@fluentui/react-components'
import { CallRegular } from '@fluentui/react-icons/headless/svg/call'
import { useState } from 'react'
import { abilities } from '@/lib/call/abilities'
import type { CallProvider, UserKind } from '@/lib/call/call-provider'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import styles from './pre-join.module.css'
import { DestinationField } from './destination-field'
import { DevicesCard } from './devices-card'
import type { EntraWay } from '@/components/entra/get-entra-token'
import { JoinProblem } from './join-problem'
import type { JoinOptions, JoinState } from '../use-call'
import { useDestination } from './use-destination'
import { useDevices } from './use-devices'
import { UserKindField } from './user-kind-field'

interface PreJoinProps {
  name: string
  invitedTo: string | undefined
  kind: CallProvider['kind']
  msal: MsalSettings | null
  joinState: Exclude<JoinState, { kind: 'call' }>
  onJoin: (joinOptions: JoinOptions, way?: EntraWay) => void
}

/** The destination, the kind of user, and the devices. */
export function PreJoin({ name, invitedTo, kind, msal, joinState, onJoin }: PreJoinProps) {
  const [displayName, setDisplayName] = useState(name)
  const [userKind, setUserKind] = useState<UserKind>('acs-user')
  const input = useDestination(invitedTo ?? '', abilities[kind].destinations, userKind)
  const devices = useDevices()
  const isBusy = joinState.kind === 'starting'

  function join(way?: EntraWay) {
    const destination = input.check()
    if (!destination || isBusy) return
    const joinOptions = {
      destination,
      displayName: displayName.trim() || name,
      userKind,
      devices: devices.choice,
      isMuted: !devices.wanted.microphone,
      isCameraOn: devices.wanted.camera,
    }
    onJoin(joinOptions, way)
  }

  return (
    <div className={styles.preJoin}>
      <form
        className="card"
        // Submitted before the page is hydrated, it does nothing instead of reloading the page.
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          join()
        }}
      >
        <h2>Call</h2>
        <DestinationField input={input} kind={kind} msal={msal} />
        {msal && <UserKindField userKind={userKind} onChange={setUserKind} />}
        {userKind === 'acs-user' && (
          <Field label="Your name in the call" className={styles.field}>
            <Input
              value={displayName}
              maxLength={100}
              autoComplete="name"
              onChange={(_, { value }) => setDisplayName(value)}
            />
          </Field>
        )}
        <div className="actions">
          <Button
            appearance="primary"
            size="large"
            type="submit"
            icon={<CallRegular />}
            disabledFocusable={isBusy}
          >
            Join
          </Button>
        </div>
        <div role="status">
          {isBusy && <Spinner size="tiny" labelPosition="after" label="Getting a token…" />}
          {joinState.kind === 'in-popup' && <p>Continue in the Microsoft window.</p>}
        </div>
        <JoinProblem joinState={joinState} onPopup={() => join('popup')} />
      </form>
      <DevicesCard devices={devices} />
    </div>
  )
}
