'use client'

import { CallEndRegular } from '@fluentui/react-icons/headless/svg/call-end'
import { ClosedCaptionRegular } from '@fluentui/react-icons/headless/svg/closed-caption'
import { HandRightOffRegular } from '@fluentui/react-icons/headless/svg/hand-right-off'
import { HandRightRegular } from '@fluentui/react-icons/headless/svg/hand-right'
import { MicRegular } from '@fluentui/react-icons/headless/svg/mic'
import { MicOffRegular } from '@fluentui/react-icons/headless/svg/mic-off'
import { ShareScreenStartRegular } from '@fluentui/react-icons/headless/svg/share-screen-start'
import { ShareScreenStopRegular } from '@fluentui/react-icons/headless/svg/share-screen-stop'
import { VideoRegular } from '@fluentui/react-icons/headless/svg/video'
import { VideoOffRegular } from '@fluentui/react-icons/headless/svg/video-off'
import { abilities } from '@/lib/call/abilities'
import type { Call, CallProvider, DeviceChoice } from '@/lib/call/call-provider'
import type { CallState } from '@/lib/call/call-state'
import styles from './controls.module.css'
import { ControlButton } from './control-button'
import { DeviceMenu } from './device-menu'
import { ReactionMenu } from './reaction-menu'
import { keysOf } from './shortcut-keys'

interface ControlsProps {
  call: Call
  state: CallState
  kind: CallProvider['kind']
  chosen: DeviceChoice
}

/** The control bar of a call. */
export function Controls({ call, state, kind, chosen }: ControlsProps) {
  const { me, phase, captions } = state
  const isIn = phase === 'connected' || phase === 'on-hold' || phase === 'reconnecting'
  return (
    <div role="group" aria-label="Call controls" className={styles.controls}>
      <ControlButton
        icon={me.isMuted ? <MicOffRegular /> : <MicRegular />}
        label={me.isMuted ? 'Unmute' : 'Mute'}
        isOff={me.isMuted}
        keys={keysOf('mute')}
        onClick={() => void call.setMuted(!me.isMuted)}
      />
      <ControlButton
        icon={me.camera ? <VideoRegular /> : <VideoOffRegular />}
        label={me.camera ? 'Turn camera off' : 'Turn camera on'}
        shortLabel="Camera"
        isOff={!me.camera}
        keys={keysOf('camera')}
        onClick={() => void call.setCamera(!me.camera)}
      />
      <ControlButton
        icon={me.screen ? <ShareScreenStopRegular /> : <ShareScreenStartRegular />}
        label={me.screen ? 'Stop sharing' : 'Share screen'}
        shortLabel={me.screen ? 'Stop sharing' : 'Share'}
        isDisabled={!isIn}
        keys={keysOf('screen')}
        onClick={() => void call.setScreen(!me.screen)}
      />
      <ControlButton
        icon={me.isHandRaised ? <HandRightOffRegular /> : <HandRightRegular />}
        label={me.isHandRaised ? 'Lower hand' : 'Raise hand'}
        isDisabled={!isIn}
        keys={keysOf('hand')}
        onClick={() => void call.setHand(!me.isHandRaised)}
      />
      <ReactionMenu kinds={abilities[kind].reactions} isDisabled={!isIn} call={call} />
      {abilities[kind].captions && (
        <ControlButton
          icon={<ClosedCaptionRegular />}
          label={captions ? 'Turn captions off' : 'Turn captions on'}
          shortLabel="Captions"
          isDisabled={!isIn}
          onClick={() => void call.setCaptions(!captions)}
        />
      )}
      <DeviceMenu call={call} chosen={chosen} />
      <ControlButton
        icon={<CallEndRegular />}
        label="Leave"
        isLeave
        keys={keysOf('leave')}
        onClick={() => void call.leave()}
      />
    </div>
  )
}
