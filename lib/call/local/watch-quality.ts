import type { Peers } from './peers'

const SLOW_SECONDS = 0.4
const LOSSY = 0.05

/** What is wrong with the connections, in sentences, measured since the last call. */
export type QualityWatch = () => Promise<string[]>

export function watchQuality(peers: Peers): QualityWatch {
  let lost = 0
  let received = 0
  return async () => {
    const entries = (await peers.stats()).flatMap((report) => toEntries(report))
    const sum = (field: 'packetsLost' | 'packetsReceived') =>
      entries.reduce((total, entry) => total + (entry[field] ?? 0), 0)
    const [nowLost, nowReceived] = [sum('packetsLost'), sum('packetsReceived')]
    const share = (nowLost - lost) / Math.max(1, nowReceived - received + nowLost - lost)
    lost = nowLost
    received = nowReceived
    const isSlow = entries.some((entry) => (entry.currentRoundTripTime ?? 0) > SLOW_SECONDS)
    return [
      ...peers.interrupted().map((name) => `The connection to ${name} is interrupted.`),
      ...(share > LOSSY ? ['Your connection is poor. Parts of the call may be missing.'] : []),
      ...(isSlow ? ['Your connection is slow. Others may hear you late.'] : []),
    ]
  }
}

interface StatsEntry {
  packetsLost?: number
  packetsReceived?: number
  currentRoundTripTime?: number
}

function toEntries(report: RTCStatsReport): StatsEntry[] {
  const entries: StatsEntry[] = []
  report.forEach((entry: StatsEntry) => entries.push(entry))
  return entries
}
