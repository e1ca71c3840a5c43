import { expect, it } from 'vitest'
import { cookiesOf } from './cookies'

const valueIn = (cookie: string | undefined, name = 'acs-auth.session') =>
  cookiesOf(
    new Request('http://localhost', cookie === undefined ? {} : { headers: { cookie } }),
  ).get(name)?.value

it.each([
  ['acs-auth.session=one', 'one'],
  ['theme=dark; acs-auth.session=one; other=two', 'one'],
  ['acs-auth.session=one; acs-auth.session=two', 'one'],
  ['acs-auth.session=a%20b', 'a b'],
  ['acs-auth.session=%E2%82', '%E2%82'],
  ['acs-auth.session=', ''],
])('of “%s” it is “%s”', (header, value) => {
  expect(valueIn(header)).toBe(value)
})

it.each([undefined, '', ';', 'acs-auth.session', 'acs-auth.sessions=one', 'xacs-auth.session=one'])(
  'there is none in “%s”',
  (header) => {
    expect(valueIn(header)).toBeUndefined()
  },
)

it('a cookie is never a member that all objects have', () => {
  expect(valueIn('a=b', 'constructor')).toBeUndefined()
})
