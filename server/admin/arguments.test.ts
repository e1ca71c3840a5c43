import { expect, it } from 'vitest'
import { readCommand } from './arguments'

const person = { directory: 'd', subject: 's' }
const who = ['--directory', 'd', '--subject', 's']

it.each([
  [['--help'], { name: 'help' }],
  [['list'], { name: 'find', query: {} }],
  [['list', '--after', '8:acs:1'], { name: 'find', query: { after: '8:acs:1' } }],
  [['find', '--subject', 's'], { name: 'find', query: { subject: 's' } }],
  [['find', '--acs-user-id', '8:acs:1'], { name: 'find', query: { acsUserId: '8:acs:1' } }],
  [['export', ...who], { name: 'export', person }],
  [['erase', ...who], { name: 'act', action: 'erase', person, isConfirmed: false }],
  [
    ['revoke-tokens', ...who, '--yes'],
    { name: 'act', action: 'revoke_tokens', person, isConfirmed: true },
  ],
  [
    ['leavers', '--erase', '--yes'],
    { name: 'leavers', erases: true, evenMany: false, isConfirmed: true },
  ],
  [
    ['teams-phone', 'get', ...who],
    { name: 'teams-phone', change: { verb: 'get' }, person, isConfirmed: false },
  ],
  [
    ['teams-phone', 'set', ...who, '--client', 'a', '--client', 'b', '--resource-account'],
    {
      name: 'teams-phone',
      change: { verb: 'set', principalType: 'resourceAccount', clientIds: ['a', 'b'] },
      person,
      isConfirmed: false,
    },
  ],
])('%j is understood', (argv, command) => {
  expect(readCommand(argv)).toEqual(command)
})

it.each([
  [[], 'There is no command.'],
  [['promote'], 'There is no command promote.'],
  [['constructor'], 'There is no command constructor.'],
  [['list', 'all'], 'What is all?'],
  [['list', '--yes'], 'list has no option --yes.'],
  [['erase', '--subject', 's'], 'Say who: --directory and --subject.'],
  [['teams-phone', ...who], 'Say what: teams-phone get, set or remove.'],
  [['teams-phone', 'set', ...who], 'Say which app they use: --client.'],
  [['find'], 'Say who: either --subject or --acs-user-id.'],
  [['find', '--subject', 's', '--acs-user-id', 'a'], 'Say who: either'],
  [['list', '--all'], "Unknown option '--all'"],
])('%j is refused', (argv, message) => {
  expect(() => readCommand(argv)).toThrow(message)
})
