// scripts/build-server.ts finds the routes, and puts them in the place of this module.
declare module 'virtual:routes' {
  import type { Routes } from '@/server/api/dispatch'

  /** The API's handlers by path, such as `/api/token`; `/api/*` is for whatever else is below `/api`. */
  export const routes: Routes
}
