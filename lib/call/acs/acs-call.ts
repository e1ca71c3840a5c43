import type { DeviceManager } from '@azure/communication-calling'
import type { CallEnd } from '../end/call-end'
import type { Call, JoinRequest } from '../call-provider'
import { beginCall } from '../call-state'
import { createCallStore } from '../call-store'
import { explainMediaError } from '../explain-media-error'
import { createTransientNotices } from '../transient-notices'
import { toEnd, toFailure } from './acs-end'
import { startCaptions } from './captions'
import { selectAudioDevices } from './select-audio-devices'
import { followCall } from './follow-call'
import { respondToLobby } from './lobby'
import { createLocalCamera, type LocalCamera } from './local-camera'
import { type Agent, createAgent, type SdkCall } from './place-call'
import { loadSdk, type Sdk } from './sdk'

/** What a call consists of, once the SDK is there. */
interface Parts {
  sdk: Sdk
  devices: DeviceManager
  camera: LocalCamera
  call: SdkCall
}

// Everything that isn't a device.
const failures: Record<string, string> = {
  hand: 'You can’t raise your hand in this call.',
  captions: 'Captions are not available in this call.',
  reaction: 'Reactions are not available in this call.',
  lobby: 'Your role in this meeting does not let you admit people from the lobby.',
}

/** Joins a call of Azure Communication Services, with the SDK that is loaded for it. */
export function joinAcsCall(request: JoinRequest): Call {
  const { credential, destination, displayName, isMuted } = request
  const store = createCallStore(beginCall(displayName, isMuted, Date.now()))
  const notices = createTransientNotices(store)
  let agent: Agent | undefined
  let parts: Parts | undefined
  let stopCaptions: (() => Promise<void>) | undefined
  let hasLeft = false

  function finish(end: CallEnd) {
    store.end(end)
    parts?.camera.close()
  }

  async function start() {
    const sdk = await loadSdk()
    const client = new sdk.CallClient()
    agent = await createAgent(client, request)
    const devices = await client.getDeviceManager()
    const camera = createLocalCamera(sdk, devices, request.devices)
    await devices.askDevicePermission({ audio: !isMuted, video: request.isCameraOn })
    await selectAudioDevices(devices, request.devices)
    const stream = request.isCameraOn ? await camera.open().catch(() => undefined) : undefined
    if (hasLeft || store.state().end) {
      camera.close()
      return
    }
    const call = agent.place(destination, {
      audioOptions: { muted: isMuted },
      ...(stream && { videoOptions: { localVideoStreams: [stream] } }),
    })
    parts = { sdk, devices, camera, call }
    const ended = () => finish(toEnd(call, hasLeft))
    followCall({ sdk, call, camera, store, notices, ended })
  }

  // An error of the SDK becomes a notice, never an exception: the call goes on.
  async function attempt(what: string, action: (parts: Parts) => Promise<unknown>) {
    if (!parts) return
    try {
      await action(parts)
    } catch (error) {
      notices.show(failures[what] ?? explainMediaError(what, error))
    }
  }

  async function hangUp() {
    await parts?.call.hangUp().catch(() => undefined)
  }

  async function leave() {
    hasLeft = true
    await hangUp()
    finish({ reason: 'left' })
  }

  async function end(reason: CallEnd) {
    finish(reason)
    await hangUp()
  }

  credential.onRefused((problem) => void end({ reason: 'no-token', problem }))
  const started = start().catch((error: unknown) => finish(toFailure(error)))

  return {
    state: store.state,
    subscribe: store.subscribe,
    setMuted: (muted) => attempt('microphone', ({ call }) => (muted ? call.mute() : call.unmute())),
    setCamera: (isOn) =>
      attempt('camera', async ({ call, camera }) => {
        if (isOn) return call.startVideo(await camera.open())
        const stream = camera.stream()
        if (stream) await call.stopVideo(stream)
        camera.close()
      }),
    setScreen: (isShared) =>
      attempt('screen', ({ call }) =>
        isShared ? call.startScreenSharing() : call.stopScreenSharing(),
      ),
    setHand: (isHandRaised) =>
      attempt('hand', async ({ call, sdk }) => {
        const feature = call.feature(sdk.Features.RaiseHand)
        await (isHandRaised ? feature.raiseHand() : feature.lowerHand())
        store.updateMe({ isHandRaised })
      }),
    setCaptions: (areOn) =>
      attempt('captions', async ({ call, sdk }) => {
        await stopCaptions?.()
        stopCaptions = undefined
        store.update({ captions: undefined })
        if (!areOn) return
        stopCaptions = await startCaptions(sdk, call, (captions) => store.update({ captions }))
      }),
    react: (reactionType) =>
      attempt('reaction', ({ call, sdk }) =>
        call.feature(sdk.Features.Reaction).sendReaction({ reactionType }),
      ),
    admit: (id) => attempt('lobby', ({ call }) => respondToLobby(call, 'admit', id)),
    reject: (id) => attempt('lobby', ({ call }) => respondToLobby(call, 'reject', id)),
    switchDevice: (kind, deviceId) =>
      attempt(kind, ({ devices, camera }) =>
        kind === 'camera'
          ? camera.select(deviceId)
          : selectAudioDevices(devices, { [`${kind}Id`]: deviceId }),
      ),
    leave,
    end,
    async rate(score) {
      if (!parts) return
      const survey = parts.call.feature(parts.sdk.Features.CallSurvey)
      await survey.submitSurvey({ overallRating: { score } })
    },
    async dispose() {
      await leave()
      await started
      await agent?.dispose().catch(() => undefined)
      credential.dispose()
    },
  }
}
