import type { Participant } from '../call-state'
import { toVideoView } from '../media'
import { SPEAKING_LEVEL } from '../audio-level'
import { connectPeer, type LocalTracks, type Peer, type PeerSignal } from './peer'
import type { Roster, SharedState } from './signaling'

interface Other {
  name: string
  order: number
  state: SharedState
  peer: Peer
}

/** The connections to everybody else in a call. */
export interface Peers {
  /** Connects to those who joined, and disconnects those who left. */
  syncRoster: (roster: Roster) => void
  handle: (from: string, signal: PeerSignal) => void
  participants: () => Participant[]
  nameOf: (id: string) => string
  sendTracks: (tracks: LocalTracks) => void
  playOn: (speakerId: string) => Promise<void>
  interrupted: () => string[]
  stats: () => Promise<RTCStatsReport[]>
  close: () => void
}

interface PeersOptions {
  localId: string
  tracks: () => LocalTracks
  speakerId: string | undefined
  send: (to: string, signal: PeerSignal) => void
  onChange: () => void
}

export function connectPeers(options: PeersOptions): Peers {
  const { localId, send, onChange } = options
  const others = new Map<string, Other>()
  let speakerId = options.speakerId

  function connect(id: string, offers: boolean): Peer {
    return connectPeer({
      offers,
      tracks: options.tracks(),
      speakerId,
      send: (signal) => send(id, signal),
      onChange,
    })
  }

  function disconnect(id: string) {
    others.get(id)?.peer.close()
    others.delete(id)
  }

  return {
    syncRoster({ participants }) {
      const me = participants.find(({ id }) => id === localId)
      const present = participants.filter(({ id }) => id !== localId)
      for (const id of others.keys()) if (!present.some((one) => one.id === id)) disconnect(id)
      for (const { id, name, order, state } of present) {
        const known = others.get(id)
        const peer = known?.peer ?? connect(id, order < (me?.order ?? 0))
        others.set(id, { name, order, state, peer })
      }
    },
    handle(from, signal) {
      // A late signal, for a connection that was just closed, is ignored.
      others
        .get(from)
        ?.peer.handle(signal)
        .catch(() => undefined)
    },
    participants: () =>
      [...others].map(([id, { name, state, peer }]) => ({
        id,
        name,
        isMuted: state.isMuted,
        isHandRaised: state.isHandRaised,
        isSpeaking: !state.isMuted && peer.level() > SPEAKING_LEVEL,
        ...videoViews(peer, state),
      })),
    nameOf: (id) => others.get(id)?.name ?? '',
    sendTracks: (tracks) => others.forEach(({ peer }) => peer.sendTracks(tracks)),
    async playOn(id) {
      speakerId = id
      await Promise.all([...others.values()].map(({ peer }) => peer.playOn(id)))
    },
    interrupted: () =>
      [...others.values()].filter(({ peer }) => peer.isInterrupted()).map(({ name }) => name),
    stats: () => Promise.all([...others.values()].map(({ peer }) => peer.stats())),
    close() {
      for (const id of [...others.keys()]) disconnect(id)
    },
  }
}

function videoViews(peer: Peer, state: SharedState): Pick<Participant, 'camera' | 'screen'> {
  const received = peer.received()
  return {
    camera: received && state.isCameraOn ? toVideoView(received.camera) : undefined,
    screen: received && state.isSharing ? toVideoView(received.screen) : undefined,
  }
}
