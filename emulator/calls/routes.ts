import type { Route } from '../core/route'
import { events } from './events'
import { joinCall } from './join'
import { leaveCall } from './leave'
import { admit, reject } from './lobby'
import { signal } from './signal'
import { changeState } from './state'

/** Every address of local calls. */
export const callRoutes: readonly Route[] = [
  { path: '/_emulator/calls/{call}/join', crossOrigin: 'apps', POST: joinCall },
  { path: '/_emulator/calls/{call}/{participant}/events', crossOrigin: 'apps', GET: events },
  { path: '/_emulator/calls/{call}/{participant}/signal', crossOrigin: 'apps', POST: signal },
  { path: '/_emulator/calls/{call}/{participant}/state', crossOrigin: 'apps', PUT: changeState },
  { path: '/_emulator/calls/{call}/{participant}/admit', crossOrigin: 'apps', POST: admit },
  { path: '/_emulator/calls/{call}/{participant}/reject', crossOrigin: 'apps', POST: reject },
  { path: '/_emulator/calls/{call}/{participant}/leave', crossOrigin: 'apps', POST: leaveCall },
]
