import type { CallProvider } from '../call-provider'
import { localCallId } from './call-id'
import { joinLocalCall } from './local-call'

/** Calls between browsers on this machine, connected by the emulator. */
export function localProvider(emulatorUrl: string): CallProvider {
  return {
    kind: 'local',
    join(request) {
      const callId = localCallId(request.destination)
      if (callId === undefined)
        throw new Error('Local calls support only meetings and group calls.')
      return joinLocalCall(request, emulatorUrl, callId)
    },
  }
}
