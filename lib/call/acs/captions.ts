import type {
  Captions,
  CaptionsInfo,
  TeamsCaptions,
  TeamsCaptionsInfo,
} from '@azure/communication-calling'
import type { Caption } from '../call-state'
import type { SdkCall } from './place-call'
import type { Sdk } from './sdk'

const KEPT = 50

/** Starts captions and reports them as they arrive; returns what stops them. Throws where the call has none. */
export async function startCaptions(
  { Features }: Sdk,
  call: SdkCall,
  changed: (captions: readonly Caption[]) => void,
): Promise<() => Promise<void>> {
  let captions: readonly Caption[] = []
  let nextId = 0
  const add = (info: TeamsCaptionsInfo | CaptionsInfo) => {
    if (info.resultType !== 'Final') return
    const text = ('captionText' in info && info.captionText) || info.spokenText
    const caption = { id: nextId++, speaker: info.speaker.displayName ?? '', text }
    captions = [...captions, caption].slice(-KEPT)
    changed(captions)
  }
  const { captions: feature } = call.feature(Features.Captions)
  // Meetings have Teams captions, other calls ACS captions.
  const source = feature as TeamsCaptions | Captions
  if (source.kind === 'TeamsCaptions') (source as TeamsCaptions).on('CaptionsReceived', add)
  else (source as Captions).on('CaptionsReceived', add)
  if (!feature.isCaptionsFeatureActive) await feature.startCaptions({ spokenLanguage: 'en-us' })
  changed(captions)
  return async () => {
    if (source.kind === 'TeamsCaptions') (source as TeamsCaptions).off('CaptionsReceived', add)
    else (source as Captions).off('CaptionsReceived', add)
    await feature.stopCaptions()
  }
}
