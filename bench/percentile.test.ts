import { expect, it } from 'vitest'
import { median } from './percentile'

it('the median is the value in the middle, whatever the order and the number of digits', () => {
  expect(median([9, 100, 8])).toBe(9)
})
