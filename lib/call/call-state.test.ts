import { describe, expect, it } from 'vitest'
import { beginCall, endCall, enterPhase, type Phase } from './call-state'

const begun = beginCall('Ada', false, 1000)

function after(...phases: Phase[]) {
  return phases.reduce((call, phase, i) => enterPhase(call, phase, 2000 + i), begun)
}

describe('a call', () => {
  it('connects first, and is nobody’s but one’s own', () => {
    expect(begun).toMatchObject({ phase: 'connecting', since: 1000, others: [] })
    expect(begun.connectedAt).toBeUndefined()
  })

  it('remembers when it was connected first', () => {
    expect(after('lobby')).toMatchObject({ phase: 'lobby', since: 2000 })
    expect(after('lobby').connectedAt).toBeUndefined()
    expect(after('lobby', 'connected').connectedAt).toBe(2001)
    expect(after('connected', 'on-hold', 'connected')).toMatchObject({
      connectedAt: 2000,
      since: 2002,
    })
  })

  it('that was connected reconnects', () => {
    expect(after('connected', 'connecting').phase).toBe('reconnecting')
    expect(after('ringing', 'connecting').phase).toBe('connecting')
  })

  it('that enters the phase it is in is the same call', () => {
    const waiting = after('lobby')
    expect(enterPhase(waiting, 'lobby', 9000)).toBe(waiting)
    const reconnecting = after('connected', 'reconnecting')
    expect(enterPhase(reconnecting, 'connecting', 9000)).toBe(reconnecting)
  })

  it('that ended stays ended, for its first reason', () => {
    const ended = endCall(after('connected'), { reason: 'token-ended' }, 5000)
    expect(ended).toMatchObject({ phase: 'ended', since: 5000, connectedAt: 2000 })
    expect(enterPhase(ended, 'connected', 6000)).toBe(ended)
    expect(endCall(ended, { reason: 'left' }, 6000)).toBe(ended)
  })

  it('that ended has nobody in it', () => {
    const full = { ...after('connected'), others: [begun.me], waiting: [{ id: '1', name: 'Bo' }] }
    expect(endCall(full, { reason: 'left' }, 5000)).toMatchObject({ others: [], waiting: [] })
  })
})
