'use client'

import type { Call, CallProvider } from '@/lib/call/call-provider'
import { CallEnded } from '../ended/call-ended'
import { CallHeader } from '../call-header'
import { CallHints } from './call-hints'
import { Captions } from './captions'
import { Controls } from './controls'
import styles from '../call.module.css'
import { Lobby } from './lobby'
import { Roster } from './roster'
import { Shortcuts } from './shortcuts'
import { Stage } from './stage'
import type { Wish } from '../use-call'
import { useCallState } from '../use-call-state'

interface CallViewProps {
  call: Call
  wish: Wish
  kind: CallProvider['kind']
  onRejoin: () => void
  onNew: () => void
}

/** A call, from connecting to its end. */
export function CallView({ call, wish, kind, onRejoin, onNew }: CallViewProps) {
  const state = useCallState(call)
  if (state.end) {
    return (
      <CallEnded
        call={call}
        state={state}
        end={state.end}
        wish={wish}
        kind={kind}
        onRejoin={onRejoin}
        onNew={onNew}
      />
    )
  }
  return (
    <div className={styles.call}>
      <CallHeader state={state} kind={kind} destination={wish.destination} />
      <CallHints hints={state.hints} />
      <div className={styles.room}>
        <div className={styles.center}>
          <Stage state={state} />
          <Captions captions={state.captions} />
          <Controls call={call} state={state} kind={kind} chosen={wish.devices} />
        </div>
        <div className={styles.side}>
          <Lobby call={call} waiting={state.waiting} />
          <Roster state={state} />
          <Shortcuts call={call} state={state} />
        </div>
      </div>
    </div>
  )
}
