import type { Operation } from '../core/operations'
import type { Route } from '../core/route'
import { watchChanges } from './changes'
import { checkToken } from './check-token'
import { advanceClock, showClock } from './clock'
import { showConfig } from './config'
import { clearFaults, setFault } from './faults'
import { frontPage } from './front-page/front-page'
import { showRequests } from './requests'
import { reset } from './reset'
import { rotateKey } from './rotate-key'
import { changeSettings, showSettings } from './settings'
import { signToken } from './sign'
import { signIn } from './sign-in'
import { showState } from './state'
import { changeUser, showUser } from './users'

/** The front page and the control API; `operations` are those that faults can be set for. */
export function controlRoutes(operations: () => readonly Operation[]): readonly Route[] {
  return [
    { path: '/', GET: (request, emulator) => frontPage(request, emulator, operations()) },

    { path: '/_emulator/config', GET: showConfig },
    { path: '/_emulator/state', GET: showState },
    { path: '/_emulator/reset', POST: reset },
    { path: '/_emulator/sign', POST: signToken },
    { path: '/_emulator/sign-in', POST: signIn },
    { path: '/_emulator/check-token', POST: checkToken },
    {
      path: '/_emulator/faults',
      POST: (request, emulator) => setFault(request, emulator, operations()),
      DELETE: clearFaults,
    },
    { path: '/_emulator/requests', GET: showRequests },
    { path: '/_emulator/changes', GET: watchChanges },
    { path: '/_emulator/settings', GET: showSettings, POST: changeSettings },
    { path: '/_emulator/clock', GET: showClock, POST: advanceClock },
    { path: '/_emulator/users/{user}', GET: showUser, POST: changeUser },
    { path: '/_emulator/rotate-key', POST: rotateKey },
  ]
}
