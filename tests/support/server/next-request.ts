// First: what Next.js makes of it is decided when its modules are loaded.
import 'next/dist/server/node-environment-baseline'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external'
import type { NextRequest } from 'next/server'

type Work = Parameters<typeof workAsyncStorage.run>[0]
type WorkUnit = Parameters<typeof workUnitAsyncStorage.run>[0]

/** Does the work as Next.js does a route handler's: headers() and cookies() are the request's. */
export function withinNext<T>(request: NextRequest, work: () => Promise<T>): Promise<T> {
  const { headers, cookies, nextUrl } = request
  const unit = { type: 'request', phase: 'render', headers, cookies } as unknown as WorkUnit
  return workAsyncStorage.run({ route: nextUrl.pathname } as Work, () =>
    workUnitAsyncStorage.run(unit, work),
  )
}
