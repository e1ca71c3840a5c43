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
  networkReconnect: 'The connection was lost. Trying to reconnect…',
  networkReceiveQuality: 'Your connection is poor. You may not hear or see everything.',
  networkSendQuality: 'Your connection is poor. Others may not hear or see everything.',
  networkRelaysNotReachable: 'Your network blocks audio and video.',
  speakingWhileMicrophoneIsMuted: 'You are muted.',
  microphoneNotFunctioning: 'Your microphone is not working.',
  microphonePermissionDenied: 'The browser does not have permission to use the microphone.',
  noMicrophoneDevicesEnumerated: 'No microphone was found.',
  noSpeakerDevicesEnumerated: 'No speaker was found.',
  cameraFreeze: 'Your camera is frozen.',
  cameraStartFailed: 'Your camera could not start.',
  cameraPermissionDenied: 'The browser does not have permission to use the camera.',
  cameraStoppedUnexpectedly: 'Your camera stopped.',
}

/** Reports what the SDK's user-facing diagnostics find wrong, and whether it is reconnecting. */
export function watchDiagnostics(
  { Features, DiagnosticQuality }: Sdk,
  call: SdkCall,
  changed: (messages: string[], isReconnecting: boolean) => void,
): void {
  const found = new Set<Diagnostic['diagnostic']>()
  const update = ({ diagnostic, value }: Diagnostic) => {
    // A flag is true or false, a quality good or not.
    if (value === false || value === DiagnosticQuality.Good) found.delete(diagnostic)
    else found.add(diagnostic)
    const messages = [...found].flatMap((name) => sentences[name] ?? [])
    changed(messages, found.has('networkReconnect') || found.has('noNetwork'))
  }
  const { network, media } = call.feature(Features.UserFacingDiagnostics)
  network.on('diagnosticChanged', update)
  media.on('diagnosticChanged', update)
}
