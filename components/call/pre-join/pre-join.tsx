'use client'

import { Button, Field, Input, Spinner } from '@fluentui/react-components'
import { CallRegular } from '@fluentui/react-icons/headless/svg/call'
import { useState } from 'react'
import { abilities } from '@/lib/call/abilities'
import type { CallProvider } from '@/lib/call/call-provider'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import styles from './pre-join.module.css'
import { DestinationField } from './destination-field'
import { DevicesCard } from './devices-card'
import type { EntraWay } from '@/components/entra/get-entra-token'
import { JoinTrouble } from './join-problem'
import type { CallStage, Wish } from '../use-call'
import { useDestination } from './use-destination'
import { useDevices } from './use-devices'
import { type Who, WhoField } from './user-kind-field'

interface PreJoinProps {
  name: string
  invitedTo: string | undefined
  kind: CallProvider['kind']
  msal: MsalSettings
  stage: Exclude<CallStage, { kind: 'call' }>
  onJoin: (wish: Wish, way?: EntraWay) => void
}

/** Where to, as whom, and with which devices. */
export function PreJoin({ name, invitedTo, kind, msal, stage, onJoin }: PreJoinProps) {
  const [displayName, setDisplayName] = useState(name)
  const [as, setAs] = useState<Who>('acs-user')
  const where = useDestination(invitedTo ?? '', abilities[kind].destinations, as)
  const devices = useDevices()
  const isBusy = stage.kind === 'starting'

  function join(way?: EntraWay) {
    const destination = where.check()
    if (!destination || isBusy) return
    const wish = {
      destination,
      displayName: displayName.trim() || name,
      as,
      devices: devices.choice,
      isMuted: !devices.wanted.microphone,
      isCameraOn: devices.wanted.camera,
    }
    onJoin(wish, way)
  }

  return (
    <div className={styles.preJoin}>
      <form
        className="card"
        // Sent before the page's script runs, it does nothing, rather than load the page anew.
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          join()
        }}
      >
        <h2>Call</h2>
        <DestinationField where={where} kind={kind} msal={msal} />
        <WhoField as={as} onChange={setAs} />
        {as === 'acs-user' && (
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
          {stage.kind === 'in-window' && <p>Go on in Microsoft’s window.</p>}
        </div>
        <JoinTrouble stage={stage} onWindow={() => join('popup')} />
      </form>
      <DevicesCard devices={devices} />
    </div>
  )
}
