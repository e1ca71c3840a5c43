import type { CallEnd } from '../end/call-end'
import type { Call, JoinRequest } from '../call-provider'
import { beginCall, type ReactionKind } from '../call-state'
import { createCallStore } from '../call-store'
import { explainMediaError } from '../explain-media-error'
import { toVideoView } from '../media'
import { createTransientNotices } from '../transient-notices'
import { SPEAKING_LEVEL } from '../audio-level'
import { followEvents } from './follow-events'
import { createLocalMedia } from './local-media'
import type { PeerSignal } from './peer'
import { connectPeers, type Peers } from './peers'
import { joinAtEmulator, type Signaling, type SignalingEvent, SignalingError } from './signaling'
import { watchQuality } from './watch-quality'

type LocalSignal = PeerSignal | { reaction: ReactionKind }

const LEVEL_MS = 250
const QUALITY_MS = 2_000

/** Joins a call between browsers on this machine; `callId` names it at the emulator. */
export function joinLocalCall(request: JoinRequest, emulatorUrl: string, callId: string): Call {
  const { credential, displayName, devices } = request
  const store = createCallStore(beginCall(displayName, true, Date.now()))
  const notices = createTransientNotices(store)
  const leaving = new AbortController()
  const timers: ReturnType<typeof setInterval>[] = []
  let signaling: Signaling | undefined
  let peers: Peers | undefined

  const media = createLocalMedia({
    devices,
    onChange: (tracks) => peers?.sendTracks(tracks),
    onStopped(device) {
      notices.show(`Your ${device} stopped.`)
      void (device === 'camera' ? setCamera(false) : setMuted(true))
    },
    onScreenEnded: () => void setScreen(false),
  })

  function finish(end: CallEnd) {
    if (store.state().phase === 'ended') return
    store.end(end)
    leaving.abort()
    timers.forEach(clearInterval)
    peers?.close()
    media.close()
    void leaveEmulator().finally(credential.dispose)
  }

  async function leaveEmulator() {
    await signaling?.leave().catch(() => undefined)
  }

  function fail(error: unknown) {
    finish(toEnd(error))
  }

  function end(reason: CallEnd) {
    finish(reason)
    return Promise.resolve()
  }

  const leave = () => end({ reason: 'left' })

  async function share() {
    await signaling?.share(sharedState()).catch(() => undefined)
  }

  function sharedState() {
    const { isMuted, isHandRaised, camera, screen } = store.state().me
    return { isMuted, isHandRaised, isCameraOn: Boolean(camera), isSharing: Boolean(screen) }
  }

  async function tryDevice(device: string, open: () => Promise<void>) {
    try {
      await open()
    } catch (error) {
      notices.show(explainMediaError(device, error))
    }
    const [microphone, camera, screen] = media.tracks()
    store.updateMe({
      isMuted: !microphone?.enabled,
      camera: camera ? toVideoView(camera) : undefined,
      screen: screen ? toVideoView(screen) : undefined,
    })
    await share()
  }

  const setMuted = (isMuted: boolean) =>
    tryDevice('microphone', () => media.setMicrophone(!isMuted))
  const setCamera = (isOn: boolean) => tryDevice('camera', () => media.setCamera(isOn))
  const setScreen = (isShared: boolean) => tryDevice('screen', () => media.setScreen(isShared))

  function handle({ event, data }: SignalingEvent) {
    if (event === 'roster') {
      peers?.syncRoster(data)
      store.update({ waiting: data.waiting })
      showOthers()
      store.enter(data.isWaiting ? 'lobby' : 'connected')
    } else if (event === 'signal') {
      const signal = data.data as LocalSignal
      if ('reaction' in signal) notices.react(peers?.nameOf(data.from) ?? '', signal.reaction)
      else peers?.handle(data.from, signal)
    } else {
      finish({ reason: data.reason === 'denied' ? 'denied' : 'token-ended' })
    }
  }

  function showOthers() {
    store.update({ others: peers?.participants() ?? [] })
  }

  function showLevels() {
    const { me, others } = store.state()
    const isSpeaking = !me.isMuted && media.level() > SPEAKING_LEVEL
    if (isSpeaking !== me.isSpeaking) store.updateMe({ isSpeaking })
    const heard = peers?.participants() ?? []
    const hasChanged = heard.some(({ isSpeaking: now }, i) => now !== others[i]?.isSpeaking)
    if (hasChanged) store.update({ others: heard })
  }

  async function start() {
    if (!request.isMuted) await setMuted(false)
    if (request.isCameraOn) await setCamera(true)
    leaving.signal.throwIfAborted()
    const state = sharedState()
    const joined = await joinAtEmulator({ emulatorUrl, callId, displayName, state, credential })
    signaling = joined
    if (leaving.signal.aborted) return joined.leave()
    peers = connectPeers({
      localId: joined.participantId,
      tracks: media.tracks,
      speakerId: devices.speakerId,
      send: (to, signal) => void joined.send(signal, to).catch(() => undefined),
      onChange: showOthers,
    })
    const quality = watchQuality(peers)
    timers.push(setInterval(showLevels, LEVEL_MS))
    timers.push(setInterval(() => void quality().then(notices.setDiagnostics), QUALITY_MS))
    void followEvents(joined, leaving.signal, {
      handle,
      interrupted: () => store.enter('reconnecting'),
      lost: fail,
    })
  }

  credential.onRenewed(() => void share())
  credential.onRefused((problem) => finish({ reason: 'no-token', problem }))
  void start().catch(fail)

  return {
    state: store.state,
    subscribe: store.subscribe,
    setMuted,
    setCamera,
    setScreen,
    async setHand(isHandRaised) {
      store.updateMe({ isHandRaised })
      await share()
    },
    setCaptions: () => Promise.resolve(),
    async react(reaction) {
      notices.react(displayName, reaction)
      await signaling?.send({ reaction }).catch(() => undefined)
    },
    admit: async (id) => signaling?.admit(id).catch(() => undefined),
    reject: async (id) => signaling?.reject(id).catch(() => undefined),
    async switchDevice(kind, deviceId) {
      const { me } = store.state()
      if (kind === 'speaker') await peers?.playOn(deviceId)
      else if (kind === 'camera') {
        await tryDevice(kind, () => media.setCamera(Boolean(me.camera), deviceId))
      } else await tryDevice(kind, () => media.setMicrophone(!me.isMuted, deviceId))
    },
    leave,
    end,
    rate: () => Promise.resolve(),
    dispose: leave,
  }
}

function toEnd(error: unknown): CallEnd {
  if (!(error instanceof SignalingError)) return { reason: 'unreachable' }
  if (error.status === 401) return { reason: 'token-ended' }
  if (error.status === 409) return { reason: 'full' }
  if (error.status === 403) return { reason: 'failed', message: 'The token does not allow calls.' }
  return { reason: 'unreachable' }
}
