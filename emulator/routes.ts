import { callRoutes } from './calls/routes'
import { communicationRoutes } from './communication/routes'
import { controlRoutes } from './control/routes'
import type { Operation } from './core/operations'
import type { Route } from './core/route'
import { entraRoutes } from './entra/routes'
import { graphRoutes } from './graph/routes'
import { oidcRoutes } from './oidc/routes'

/** Every address the emulator serves. The first match wins. */
export const routes: readonly Route[] = [
  ...controlRoutes(operations),
  ...callRoutes,
  ...communicationRoutes,
  ...graphRoutes,
  ...oidcRoutes,
  ...entraRoutes,
]

function operations(): Operation[] {
  return [...new Set(routes.flatMap(({ operation }) => operation ?? []))]
}
