import type { VideoView } from './call-state'

// The device that was chosen, or an error: never silently another one.
function chosen(deviceId: string | undefined): MediaTrackConstraints {
  return deviceId === undefined || deviceId === '' ? {} : { deviceId: { exact: deviceId } }
}

/** Opens a microphone. Throws the browser's DOMException where it is refused or missing. */
export async function openMicrophone(deviceId?: string): Promise<MediaStreamTrack> {
  const audio = { ...chosen(deviceId), echoCancellation: true, noiseSuppression: true }
  return firstTrack(await navigator.mediaDevices.getUserMedia({ audio }))
}

/** Opens a camera, at what a call needs. Throws as openMicrophone. */
export async function openCamera(deviceId?: string): Promise<MediaStreamTrack> {
  const video = { ...chosen(deviceId), width: { ideal: 1280 }, height: { ideal: 720 } }
  return firstTrack(await navigator.mediaDevices.getUserMedia({ video }))
}

/** Asks for a screen or a window. Throws NotAllowedError also when the person chooses none. */
export async function openScreen(): Promise<MediaStreamTrack> {
  return firstTrack(await navigator.mediaDevices.getDisplayMedia({ video: true }))
}

function firstTrack(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks()
  if (!track) throw new DOMException('The device delivered no track.', 'NotFoundError')
  return track
}

/** A view of a video track. */
export function toVideoView(track: MediaStreamTrack): VideoView {
  return {
    id: track.id,
    attach(element) {
      const video = document.createElement('video')
      video.autoplay = true
      video.muted = true
      video.playsInline = true
      video.srcObject = new MediaStream([track])
      element.append(video)
      return () => {
        video.srcObject = null
        video.remove()
      }
    },
  }
}
