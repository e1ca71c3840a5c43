'use client'

import { Button } from '@fluentui/react-components'
import { MicRegular } from '@fluentui/react-icons/headless/svg/mic'
import { MicOffRegular } from '@fluentui/react-icons/headless/svg/mic-off'
import { VideoRegular } from '@fluentui/react-icons/headless/svg/video'
import { VideoOffRegular } from '@fluentui/react-icons/headless/svg/video-off'
import { useState } from 'react'
import { toVideoView } from '@/lib/call/media'
import styles from './pre-join.module.css'
import { DevicePicker } from './device-picker'
import { MicrophoneLevel } from './microphone-level'
import { PermissionHelp } from './permission-help'
import { VideoViewHost } from '../in-call/video-view-host'
import { SpeakerTest } from './speaker-test'
import { useBrowserSupport } from './use-browser-support'
import type { Devices } from './use-devices'

/** Camera, microphone and speaker, to try before a call. */
export function DevicesCard({ devices }: { devices: Devices }) {
  const support = useBrowserSupport()
  const { camera, microphone } = devices.tracks
  const [track, setTrack] = useState(camera)
  const [view, setView] = useState(camera && toVideoView(camera))
  if (track !== camera) {
    setTrack(camera)
    setView(camera && toVideoView(camera))
  }
  return (
    <section aria-label="Camera and audio" className="card">
      <h2>Camera and audio</h2>
      {support && <p className={styles.open}>{support}</p>}
      <div className={styles.preview}>
        {view ? (
          <VideoViewHost view={view} isMirrored label="Your camera" />
        ) : (
          <p>
            {devices.isAsked ? 'Your camera is off' : 'Others can see and hear you in the call'}
          </p>
        )}
        {!devices.isAsked && (
          <Button appearance="primary" onClick={() => void devices.startBoth()}>
            Turn on camera and microphone
          </Button>
        )}
      </div>
      {devices.isAsked && (
        <div className={styles.toggles}>
          <Button
            icon={camera ? <VideoRegular /> : <VideoOffRegular />}
            onClick={() => (camera ? devices.stop('camera') : void devices.start('camera'))}
          >
            {camera ? 'Turn camera off' : 'Turn camera on'}
          </Button>
          <Button
            icon={microphone ? <MicRegular /> : <MicOffRegular />}
            onClick={() =>
              microphone ? devices.stop('microphone') : void devices.start('microphone')
            }
          >
            {microphone ? 'Mute' : 'Unmute'}
          </Button>
          {microphone && <MicrophoneLevel track={microphone} />}
        </div>
      )}
      <PermissionHelp problems={devices.problems} />
      {devices.isAsked && (
        <div className={styles.pickers}>
          {(['camera', 'microphone', 'speaker'] as const).map((kind) => (
            <DevicePicker
              key={kind}
              kind={kind}
              devices={devices.devices[kind]}
              chosen={devices.choice[`${kind}Id`]}
              onChoose={(id) => void devices.choose(kind, id)}
            />
          ))}
          <SpeakerTest speakerId={devices.choice.speakerId} />
        </div>
      )}
    </section>
  )
}
