'use client'

import { BeakerRegular } from '@fluentui/react-icons/headless/svg/beaker'
import { useNow } from '@/components/ui/use-now'
import type { CallProvider } from '@/lib/call/call-provider'
import type { CallState, Phase } from '@/lib/call/call-state'
import type { Destination } from '@/lib/call/destination/destination'
import styles from './call.module.css'
import { formatDuration } from './format-duration'

const phases: Record<Phase, string> = {
  connecting: 'Connecting…',
  ringing: 'Ringing…',
  lobby: 'In the lobby, waiting to be admitted',
  connected: 'Connected',
  'on-hold': 'On hold',
  reconnecting: 'Reconnecting…',
  ended: 'Ended',
}

const titles: Record<Destination['kind'], string> = {
  'meeting-link': 'Meeting',
  'meeting-id': 'Meeting',
  group: 'Group call',
  'teams-user': 'Call to a Teams user',
  echo: 'Echo bot',
}

const focus = (heading: HTMLElement | null) => heading?.focus()

interface CallHeaderProps {
  state: CallState
  kind: CallProvider['kind']
  destination: Destination
}

/** The kind of call, its phase, and for how long. */
export function CallHeader({ state, kind, destination }: CallHeaderProps) {
  const { phase, since, connectedAt } = state
  return (
    <header className={styles.callHeader}>
      {/* The page's content was replaced: the focus moves to its new start. */}
      <h1 ref={focus} tabIndex={-1}>
        {titles[destination.kind]}
      </h1>
      {kind === 'local' && (
        <span className={styles.badge}>
          <BeakerRegular /> Local call, not Teams
        </span>
      )}
      <span className={styles.phase} data-phase={phase}>
        <span role="status">{phases[phase]}</span>{' '}
        <Clock since={phase === 'connected' ? (connectedAt ?? since) : since} />
      </span>
    </header>
  )
}

// Outside of the live region, or a screen reader would read every second.
function Clock({ since }: { since: number }) {
  const seconds = Math.max(0, Math.floor((useNow() - since) / 1000))
  return <span role="timer">{formatDuration(seconds)}</span>
}
