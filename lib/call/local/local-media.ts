import type { DeviceChoice } from '../call-provider'
import { openCamera, openMicrophone, openScreen } from '../media'
import { measureSound, type SoundLevel } from '../audio-level'
import type { OwnTracks } from './peer'

/** One's own microphone, camera and screen in a call. */
export interface OwnMedia {
  tracks: () => OwnTracks
  level: () => number
  /** Each throws the browser's DOMException where a device is refused or missing. */
  setMicrophone: (isOn: boolean, deviceId?: string) => Promise<void>
  setCamera: (isOn: boolean, deviceId?: string) => Promise<void>
  setScreen: (isShared: boolean) => Promise<void>
  close: () => void
}

interface OwnMediaOptions {
  devices: DeviceChoice
  onChange: (tracks: OwnTracks) => void
  /** A device ended by itself: somebody unplugged it, or took its permission back. */
  onStopped: (device: 'microphone' | 'camera') => void
  /** The person ended sharing in the browser's own bar. */
  onScreenEnded: () => void
}

/** Holds what is open; nothing is at first. */
export function createOwnMedia(options: OwnMediaOptions): OwnMedia {
  const { onChange, onStopped, onScreenEnded } = options
  let { microphoneId, cameraId } = options.devices
  let microphone: MediaStreamTrack | null = null
  let camera: MediaStreamTrack | null = null
  let screen: MediaStreamTrack | null = null
  let sound: SoundLevel | undefined
  const closing = new AbortController()

  const tracks = (): OwnTracks => [microphone, camera, screen]

  // A device may open only after the call is over, or be asked for then.
  async function whileInCall(open: () => Promise<MediaStreamTrack>): Promise<MediaStreamTrack> {
    closing.signal.throwIfAborted()
    const track = await open()
    if (closing.signal.aborted) track.stop()
    closing.signal.throwIfAborted()
    return track
  }

  async function openSound(deviceId: string | undefined) {
    const next = await whileInCall(() => openMicrophone(deviceId))
    microphone?.stop()
    sound?.close()
    microphone = next
    sound = measureSound(next)
    next.addEventListener('ended', () => {
      if (microphone === next) microphone = null
      onStopped('microphone')
    })
  }

  return {
    tracks,
    level: () => (microphone?.enabled ? (sound?.read() ?? 0) : 0),
    async setMicrophone(isOn, deviceId = microphoneId) {
      const isOther = deviceId !== microphoneId
      microphoneId = deviceId
      if (isOn || isOther) {
        if (!microphone || isOther) await openSound(deviceId)
      }
      // A muted microphone stays open: unmuting is quick, and the browser goes on showing it.
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
      sound?.close()
    },
  }
}
