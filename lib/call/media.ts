import type { Picture } from './call-state'

// In a room with several devices the one that was chosen, or none: never another one in secret.
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

/** Asks for a screen or a window. Throws NotAllowedError, too, when the person chooses none. */
export async function openScreen(): Promise<MediaStreamTrack> {
  return firstTrack(await navigator.mediaDevices.getDisplayMedia({ video: true }))
}

function firstTrack(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks()
  if (!track) throw new DOMException('The device gave nothing.', 'NotFoundError')
  return track
}

/** A track as a picture to show. */
export function trackPicture(track: MediaStreamTrack): Picture {
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
