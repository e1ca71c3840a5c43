'use client'

import type { Call, CallProvider } from '@/lib/call/call-provider'
import { CallEnded } from '../ended/call-ended'
import { CallHeader } from '../call-header'
import { CallNotices } from './call-notices'
import { Captions } from './captions'
import { Controls } from './controls'
import styles from '../call.module.css'
import { Lobby } from './lobby'
import { Roster } from './roster'
import { Shortcuts } from './shortcuts'
import { VideoGallery } from './video-gallery'
import type { JoinOptions } from '../use-call'
import { useCallState } from '../use-call-state'

interface CallViewProps {
  call: Call
  joinOptions: JoinOptions
  kind: CallProvider['kind']
  onRejoin: () => void
  onNew: () => void
}

/** A call, from connecting to its end. */
export function CallView({ call, joinOptions, kind, onRejoin, onNew }: CallViewProps) {
  const state = useCallState(call)
  if (state.end) {
    return (
      <CallEnded
        call={call}
        state={state}
        end={state.end}
        joinOptions={joinOptions}
        kind={kind}
        onRejoin={onRejoin}
        onNew={onNew}
      />
    )
  }
  return (
    <div className={styles.call}>
      <CallHeader state={state} kind={kind} destination={joinOptions.destination} />
      <CallNotices notices={state.notices} />
      <div className={styles.room}>
        <div className={styles.center}>
          <VideoGallery state={state} />
          <Captions captions={state.captions} />
          <Controls call={call} state={state} kind={kind} chosen={joinOptions.devices} />
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
