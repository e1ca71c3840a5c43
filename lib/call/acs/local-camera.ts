import type { DeviceManager, LocalVideoStream } from '@azure/communication-calling'
import type { DeviceChoice } from '../call-provider'
import type { VideoView } from '../call-state'
import type { Sdk } from './sdk'
import { streamVideoView } from './stream-video-view'

/** The person's camera, as the SDK sends it. */
export interface LocalCamera {
  /** Opens the chosen camera. Throws where there is none. */
  open: () => Promise<LocalVideoStream>
  stream: () => LocalVideoStream | undefined
  view: () => VideoView | undefined
  select: (deviceId: string) => Promise<void>
  close: () => void
}

export function createLocalCamera(
  sdk: Sdk,
  devices: DeviceManager,
  { cameraId }: DeviceChoice,
): LocalCamera {
  let wanted = cameraId
  let stream: LocalVideoStream | undefined
  let opened = 0

  async function find() {
    const cameras = await devices.getCameras()
    const camera = cameras.find(({ id }) => isSame(id, wanted)) ?? cameras[0]
    if (!camera) throw new DOMException('No camera was found.', 'NotFoundError')
    return camera
  }

  return {
    async open() {
      stream = new sdk.LocalVideoStream(await find())
      opened++
      return stream
    },
    stream: () => stream,
    view: () => stream && streamVideoView(sdk, `local-camera-${opened}`, stream, 'Crop'),
    async select(deviceId) {
      wanted = deviceId
      if (stream) await stream.switchSource(await find())
    },
    close() {
      stream?.dispose()
      stream = undefined
    },
  }
}

/** Whether a device of the SDK is the browser's: the SDK puts the kind before the id. */
export function isSame(sdkId: string, deviceId: string | undefined): boolean {
  return deviceId !== undefined && (sdkId === deviceId || sdkId.endsWith(`:${deviceId}`))
}
