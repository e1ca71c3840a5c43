import type { CallProvider } from '../call-provider'
import { localCallId } from './call-id'
import { joinLocalCall } from './local-call'

/** Calls between people on this machine, who meet at the emulator. */
export function localProvider(emulatorUrl: string): CallProvider {
  return {
    kind: 'local',
    join(request) {
      const callId = localCallId(request.destination)
      if (callId === undefined) throw new Error('Local calls reach meetings and group calls only.')
      return joinLocalCall(request, emulatorUrl, callId)
    },
  }
}
