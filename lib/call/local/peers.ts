import type { Participant } from '../call-state'
import { trackPicture } from '../media'
import { SPEAKING_LEVEL } from '../audio-level'
import { connectPeer, type OwnTracks, type Peer, type PeerSignal } from './peer'
import type { Roster, SharedState } from './signaling'

interface Other {
  name: string
  order: number
  state: SharedState
  peer: Peer
}

/** The connections to everybody else in a call. */
export interface Peers {
  /** Connects to who came, and lets go of who left. */
  follow: (roster: Roster) => void
  take: (from: string, signal: PeerSignal) => void
  participants: () => Participant[]
  nameOf: (id: string) => string
  sendTracks: (tracks: OwnTracks) => void
  playOn: (speakerId: string) => Promise<void>
  interrupted: () => string[]
  stats: () => Promise<RTCStatsReport[]>
  close: () => void
}

interface PeersOptions {
  ownId: string
  tracks: () => OwnTracks
  speakerId: string | undefined
  send: (to: string, signal: PeerSignal) => void
  onChange: () => void
}

export function connectPeers(options: PeersOptions): Peers {
  const { ownId, send, onChange } = options
  const others = new Map<string, Other>()
  let speakerId = options.speakerId

  function meet(id: string, offers: boolean): Peer {
    return connectPeer({
      offers,
      tracks: options.tracks(),
      speakerId,
      send: (signal) => send(id, signal),
      onChange,
    })
  }

  function forget(id: string) {
    others.get(id)?.peer.close()
    others.delete(id)
  }

  return {
    follow({ participants }) {
      const own = participants.find(({ id }) => id === ownId)
      const present = participants.filter(({ id }) => id !== ownId)
      for (const id of others.keys()) if (!present.some((one) => one.id === id)) forget(id)
      for (const { id, name, order, state } of present) {
        const known = others.get(id)
        const peer = known?.peer ?? meet(id, order < (own?.order ?? 0))
        others.set(id, { name, order, state, peer })
      }
    },
    take(from, signal) {
      // A signal that is late, for a connection just closed, says nothing any more.
      others
        .get(from)
        ?.peer.take(signal)
        .catch(() => undefined)
    },
    participants: () =>
      [...others].map(([id, { name, state, peer }]) => ({
        id,
        name,
        isMuted: state.isMuted,
        isHandRaised: state.isHandRaised,
        isSpeaking: !state.isMuted && peer.level() > SPEAKING_LEVEL,
        ...pictures(peer, state),
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
      for (const id of [...others.keys()]) forget(id)
    },
  }
}

function pictures(peer: Peer, state: SharedState): Pick<Participant, 'camera' | 'screen'> {
  const received = peer.received()
  return {
    camera: received && state.isCameraOn ? trackPicture(received.camera) : undefined,
    screen: received && state.isSharing ? trackPicture(received.screen) : undefined,
  }
}
