import type {
  CreateViewOptions,
  LocalVideoStream,
  RemoteVideoStream,
} from '@azure/communication-calling'
import type { Picture } from '../call-state'
import type { Sdk } from './sdk'

/** A stream of the SDK as a picture to show; it is received only while somebody looks. */
export function streamPicture(
  { VideoStreamRenderer }: Sdk,
  id: string,
  stream: LocalVideoStream | RemoteVideoStream,
  scalingMode: NonNullable<CreateViewOptions['scalingMode']>,
): Picture {
  return {
    id,
    attach(element) {
      const renderer = new VideoStreamRenderer(stream)
      let isGone = false
      renderer.createView({ scalingMode }).then(
        (view) => {
          if (!isGone) element.append(view.target)
        },
        // The stream ended while its first picture was awaited.
        () => undefined,
      )
      return () => {
        isGone = true
        renderer.dispose()
        element.replaceChildren()
      }
    },
  }
}
