import { beforeEach, expect, it, vi } from 'vitest'
import type * as MsalCache from './msal-cache'

class FakeStorage {
  [key: string]: unknown
}
Object.defineProperty(FakeStorage.prototype, 'removeItem', {
  value(this: FakeStorage, key: string) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
    delete this[key]
  },
})

function storage(entries: Record<string, string>): FakeStorage {
  return Object.assign(new FakeStorage(), entries)
}

let cache: typeof MsalCache

beforeEach(async () => {
  vi.resetModules()
  cache = await import('./msal-cache')
  vi.stubGlobal('sessionStorage', storage({ 'msal.3.account.keys': '[]', 'msal.3|a|b': '{}' }))
  vi.stubGlobal('localStorage', storage({ 'msal.version': '5', theme: 'dark' }))
})

it('removes what is MSAL’s from both storages, and nothing else', () => {
  cache.clearMsalCache()
  expect(Object.keys(sessionStorage)).toEqual([])
  expect(Object.keys(localStorage)).toEqual(['theme'])
})

it('removes what comes late only where the person has signed out', () => {
  cache.clearLateMsalEntries()
  expect(Object.keys(sessionStorage)).toHaveLength(2)
  cache.clearMsalCache()
  Object.assign(sessionStorage, { 'msal.3|late': '{}' })
  cache.clearLateMsalEntries()
  expect(Object.keys(sessionStorage)).toEqual([])
})
