import { expect, it } from 'vitest'
import { addressOf } from './address-of'

const request = (forwarded?: string) =>
  new Request('http://localhost:3000/api', {
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  })

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['10.0.0.1, 203.0.113.7', '203.0.113.7'],
  ['made up,203.0.113.7 ', '203.0.113.7'],
  ['', ''],
])('takes what the nearest proxy saw: of “%s” it is “%s”', (forwarded, address) => {
  expect(addressOf(request(forwarded))).toBe(address)
})

it('is empty where nobody said', () => {
  expect(addressOf(request())).toBe('')
})
