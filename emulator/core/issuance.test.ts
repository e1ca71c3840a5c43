import { expect, test } from 'vitest'
import { isRevoked, issuedAt, newIssuance, revokeIssued } from './issuance'

test('a revocation ends what came before it and spares what comes after, within one tick', () => {
  const issuance = newIssuance()
  const before = issuedAt(issuance, 100)
  revokeIssued(issuance, 100)
  const after = issuedAt(issuance, 100)
  expect(isRevoked(issuance, before)).toBe(true)
  expect(isRevoked(issuance, after)).toBe(false)
})

test('two revocations in one tick end everything between them', () => {
  const issuance = newIssuance()
  revokeIssued(issuance, 100)
  const between = issuedAt(issuance, 100)
  revokeIssued(issuance, 100)
  expect(isRevoked(issuance, between)).toBe(true)
})

test('what is issued at another time carries that time', () => {
  const issuance = newIssuance()
  revokeIssued(issuance, 100)
  expect(issuedAt(issuance, 160)).toBe(160)
})
