import { measureAudioLevel, type AudioLevel } from '../audio-level'

/** What two browsers send each other to connect. */
export type PeerSignal =
  { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit | null }

/** The person's tracks, in the order of every connection's transceivers: microphone, camera, screen. */
export type LocalTracks = readonly [
  microphone: MediaStreamTrack | null,
  camera: MediaStreamTrack | null,
  screen: MediaStreamTrack | null,
]

/** The connection to one other browser. */
export interface Peer {
  handle: (signal: PeerSignal) => Promise<void>
  sendTracks: (tracks: LocalTracks) => void
  /** Undefined until they are negotiated. */
  received: () => { camera: MediaStreamTrack; screen: MediaStreamTrack } | undefined
  /** How loud the other is, from 0 to 1. */
  level: () => number
  stats: () => Promise<RTCStatsReport>
  isInterrupted: () => boolean
  playOn: (speakerId: string) => Promise<void>
  close: () => void
}

interface PeerOptions {
  /** Of two browsers, the one that joined later offers. */
  offers: boolean
  tracks: LocalTracks
  speakerId: string | undefined
  send: (signal: PeerSignal) => void
  onChange: () => void
}

/** Connects to another browser. Tracks are replaced in place: only a lost route is negotiated again. */
export function connectPeer({ offers, tracks, speakerId, send, onChange }: PeerOptions): Peer {
  const connection = new RTCPeerConnection({ iceServers: [] })
  const speaker = new Audio()
  let localTracks = tracks
  let audioLevel: AudioLevel | undefined
  const early: (RTCIceCandidateInit | null)[] = []

  connection.onicecandidate = ({ candidate }) => send({ candidate: candidate?.toJSON() ?? null })
  connection.onconnectionstatechange = () => {
    if (connection.connectionState === 'failed' && offers) void offer(true)
    onChange()
  }
  connection.ontrack = ({ track }) => {
    if (track.kind === 'audio') {
      speaker.srcObject = new MediaStream([track])
      audioLevel = measureAudioLevel(track)
    }
    onChange()
  }

  function placeTracks() {
    for (const [i, transceiver] of connection.getTransceivers().entries()) {
      transceiver.direction = 'sendrecv'
      void transceiver.sender.replaceTrack(localTracks[i] ?? null)
    }
  }

  async function offer(iceRestart: boolean) {
    await connection.setLocalDescription(await connection.createOffer({ iceRestart }))
    if (connection.localDescription) send({ description: connection.localDescription.toJSON() })
  }

  async function describe(description: RTCSessionDescriptionInit) {
    await connection.setRemoteDescription(description)
    for (const candidate of early.splice(0)) await connection.addIceCandidate(candidate)
    if (description.type !== 'offer') return
    placeTracks()
    await connection.setLocalDescription()
    if (connection.localDescription) send({ description: connection.localDescription.toJSON() })
  }

  if (speakerId !== undefined) void playOn(speakerId)
  speaker.autoplay = true
  if (offers) {
    for (const kind of ['audio', 'video', 'video']) connection.addTransceiver(kind)
    placeTracks()
    void offer(false)
  }

  async function playOn(id: string) {
    // Firefox before 116 and Safari can't select a speaker.
    if ('setSinkId' in speaker) await speaker.setSinkId(id)
  }

  return {
    async handle(signal) {
      if ('description' in signal) await describe(signal.description)
      else if (!connection.remoteDescription) early.push(signal.candidate)
      else await connection.addIceCandidate(signal.candidate)
    },
    sendTracks(next) {
      localTracks = next
      if (connection.remoteDescription || offers) placeTracks()
    },
    received() {
      const [, camera, screen] = connection.getTransceivers()
      return camera && screen && { camera: camera.receiver.track, screen: screen.receiver.track }
    },
    level: () => audioLevel?.read() ?? 0,
    stats: () => connection.getStats(),
    isInterrupted: () => /disconnected|failed/.test(connection.connectionState),
    playOn,
    close() {
      audioLevel?.close()
      speaker.srcObject = null
      connection.close()
    },
  }
}
