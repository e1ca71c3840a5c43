// `npm run start:api`: the API by itself, without pages and Next.js, for callers with Bearer tokens.
import { apiListener } from './api/listener'
import { run } from './run'

await run('npm run start:api', () => (request, response) => {
  // Nobody can sign in here, so nobody has a session.
  delete request.headers.cookie
  apiListener(request, response)
})
