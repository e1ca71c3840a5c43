import type { DeviceChoice } from '../call-provider'
import { openCamera, openMicrophone, openScreen } from '../media'
import { measureAudioLevel, type AudioLevel } from '../audio-level'
import type { LocalTracks } from './peer'

/** The person's microphone, camera and screen in a call. */
export interface LocalMedia {
  tracks: () => LocalTracks
  level: () => number
  /** Each throws the browser's DOMException where a device is refused or missing. */
  setMicrophone: (isOn: boolean, deviceId?: string) => Promise<void>
  setCamera: (isOn: boolean, deviceId?: string) => Promise<void>
  setScreen: (isShared: boolean) => Promise<void>
  close: () => void
}

interface LocalMediaOptions {
  devices: DeviceChoice
  onChange: (tracks: LocalTracks) => void
  /** A device stopped by itself: it was unplugged, or its permission was withdrawn. */
  onStopped: (device: 'microphone' | 'camera') => void
  /** The person stopped sharing in the browser's own bar. */
  onScreenEnded: () => void
}

/** Holds the devices that are open; at first none is. */
export function createLocalMedia(options: LocalMediaOptions): LocalMedia {
  const { onChange, onStopped, onScreenEnded } = options
  let { microphoneId, cameraId } = options.devices
  let microphone: MediaStreamTrack | null = null
  let camera: MediaStreamTrack | null = null
  let screen: MediaStreamTrack | null = null
  let audioLevel: AudioLevel | undefined
  const closing = new AbortController()

  const tracks = (): LocalTracks => [microphone, camera, screen]

  // A device may open, or be requested, only after the call is over.
  async function whileInCall(open: () => Promise<MediaStreamTrack>): Promise<MediaStreamTrack> {
    closing.signal.throwIfAborted()
    const track = await open()
    if (closing.signal.aborted) track.stop()
    closing.signal.throwIfAborted()
    return track
  }

  async function replaceMicrophone(deviceId: string | undefined) {
    const next = await whileInCall(() => openMicrophone(deviceId))
    microphone?.stop()
    audioLevel?.close()
    microphone = next
    audioLevel = measureAudioLevel(next)
    next.addEventListener('ended', () => {
      if (microphone === next) microphone = null
      onStopped('microphone')
    })
  }

  return {
    tracks,
    level: () => (microphone?.enabled ? (audioLevel?.read() ?? 0) : 0),
    async setMicrophone(isOn, deviceId = microphoneId) {
      const isOther = deviceId !== microphoneId
      microphoneId = deviceId
      if (isOn || isOther) {
        if (!microphone || isOther) await replaceMicrophone(deviceId)
      }
      // A muted microphone stays open: unmuting is quick, and the browser keeps showing it.
      if (microphone) microphone.enabled = isOn
      onChange(tracks())
    },
    async setCamera(isOn, deviceId = cameraId) {
      cameraId = deviceId
      const next = isOn ? await whileInCall(() => openCamera(deviceId)) : null
      camera?.stop()
      camera = next
      next?.addEventListener('ended', () => {
        if (camera === next) camera = null
        onStopped('camera')
      })
      onChange(tracks())
    },
    async setScreen(isShared) {
      const next = isShared ? await whileInCall(openScreen) : null
      screen?.stop()
      screen = next
      next?.addEventListener('ended', onScreenEnded)
      onChange(tracks())
    },
    close() {
      closing.abort()
      for (const track of tracks()) track?.stop()
      audioLevel?.close()
    },
  }
}
