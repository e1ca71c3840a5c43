import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { limitCaller, limitFailures } from './rate-limit'

localCloud({ RATE_LIMIT_TOKEN: '0', RATE_LIMIT_EXCHANGE: '1', RATE_LIMIT_UNAUTHENTICATED: '0' })

it('0 is no limit', async () => {
  const caller = { directory: 'tenant', subject: 'ada' }
  for (let time = 0; time < 500; time++) await limitCaller('token', caller)
  for (let time = 0; time < 500; time++) await limitFailures('203.0.113.7/32')
  await limitCaller('exchange', caller)
  await expect(limitCaller('exchange', caller)).rejects.toMatchObject({ code: 'rate_limited' })
})
