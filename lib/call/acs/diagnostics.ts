import type {
  MediaDiagnosticChangedEventArgs,
  NetworkDiagnosticChangedEventArgs,
} from '@azure/communication-calling'
import type { SdkCall } from './place-call'
import type { Sdk } from './sdk'

type Diagnostic = NetworkDiagnosticChangedEventArgs | MediaDiagnosticChangedEventArgs

// Source: https://learn.microsoft.com/azure/communication-services/concepts/voice-video-calling/user-facing-diagnostics
const sentences: Partial<Record<Diagnostic['diagnostic'], string>> = {
  noNetwork: 'You are offline.',
  networkReconnect: 'The connection is lost; it is tried again.',
  networkReceiveQuality: 'Your connection is weak: you may not hear and see everything.',
  networkSendQuality: 'Your connection is weak: the others may not hear and see everything.',
  networkRelaysNotReachable: 'Your network blocks the media of calls.',
  speakingWhileMicrophoneIsMuted: 'You are muted.',
  microphoneNotFunctioning: 'Your microphone gives no sound.',
  microphonePermissionDenied: 'The browser was not allowed to use the microphone.',
  noMicrophoneDevicesEnumerated: 'There is no microphone.',
  noSpeakerDevicesEnumerated: 'There is no speaker.',
  cameraFreeze: 'Your camera stands still.',
  cameraStartFailed: 'Your camera could not be started.',
  cameraPermissionDenied: 'The browser was not allowed to use the camera.',
  cameraStoppedUnexpectedly: 'Your camera stopped.',
}

/** Tells what the SDK finds wrong, and whether the connection is being tried again. */
export function watchTroubles(
  { Features, DiagnosticQuality }: Sdk,
  call: SdkCall,
  changed: (troubles: string[], isReconnecting: boolean) => void,
): void {
  const found = new Set<Diagnostic['diagnostic']>()
  const take = ({ diagnostic, value }: Diagnostic) => {
    // A flag is true or false, a quality good or not.
    if (value === false || value === DiagnosticQuality.Good) found.delete(diagnostic)
    else found.add(diagnostic)
    const troubles = [...found].flatMap((name) => sentences[name] ?? [])
    changed(troubles, found.has('networkReconnect') || found.has('noNetwork'))
  }
  const { network, media } = call.feature(Features.UserFacingDiagnostics)
  network.on('diagnosticChanged', take)
  media.on('diagnosticChanged', take)
}
