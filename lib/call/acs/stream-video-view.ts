import type {
  CreateViewOptions,
  LocalVideoStream,
  RemoteVideoStream,
} from '@azure/communication-calling'
import type { VideoView } from '../call-state'
import type { Sdk } from './sdk'

/** A view of an SDK stream; video is received only while the view is attached. */
export function streamVideoView(
  { VideoStreamRenderer }: Sdk,
  id: string,
  stream: LocalVideoStream | RemoteVideoStream,
  scalingMode: NonNullable<CreateViewOptions['scalingMode']>,
): VideoView {
  return {
    id,
    attach(element) {
      const renderer = new VideoStreamRenderer(stream)
      let isDetached = false
      renderer.createView({ scalingMode }).then(
        (view) => {
          if (!isDetached) element.append(view.target)
        },
        // The stream ended before its first frame.
        () => undefined,
      )
      return () => {
        isDetached = true
        renderer.dispose()
        element.replaceChildren()
      }
    },
  }
}
