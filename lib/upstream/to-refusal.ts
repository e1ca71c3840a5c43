import 'server-only'
import { ResponseBodyError } from 'openid-client'
import { Problem } from '@/lib/errors/problem'
import { refusalOf, SignInRefusal } from '@/lib/errors/sign-in-refusal'
import { codeOf } from './attempt'

/** The refusal of a sign-in that a failed request to a directory, or a wrong response, comes to. */
export function toRefusal(error: unknown): SignInRefusal {
  if (error instanceof SignInRefusal) return error
  if (error instanceof ResponseBodyError) return refusalOf(error.error, error.error_description)
  return new SignInRefusal({ code: innermostCode(error) }, true)
}

// A library's code says which check of a token failed; of our own errors the problem's says more.
function innermostCode(error: unknown): string | undefined {
  const code = error instanceof Problem && error.cause ? codeOf(error.cause) : 'Error'
  return code === 'Error' ? codeOf(error) : code
}
