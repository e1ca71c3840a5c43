import { expect, it } from 'vitest'
import { sharesIn } from './workers'

const line = (instance: string, audit: string) =>
  JSON.stringify({ level: 'info', instance, caller: 'x', audit, msg: 'audit' })

it('each instance has its share of the issued tokens, the busiest first', () => {
  const log = [
    line('a', 'token_issued'),
    line('b', 'token_issued'),
    line('b', 'token_issued'),
    line('a', 'identity_created'),
    line('b', 'token_issued'),
  ]
  expect(sharesIn(log.join('\n'))).toEqual([0.75, 0.25])
})

it('a line that is still being written does not count', () => {
  const log = `${line('a', 'token_issued')}\n${line('b', 'token_issued').slice(0, 40)}`
  expect(sharesIn(log)).toEqual([1])
})
