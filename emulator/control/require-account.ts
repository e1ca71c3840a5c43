import { type Config, findUserByName, type User } from '../core/config/config'
import { RequestError } from '../core/http'

/** The account that the body of a request names. Throws a 400 that says there is none. */
export function requireAccount(config: Config, username: string): User {
  const user = findUserByName(config, username)
  if (!user) throw new RequestError(400, 'BadRequest', `There is no account ${username}.`)
  return user
}
