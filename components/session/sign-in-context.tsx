'use client'

import { createContext, type ReactNode, useContext } from 'react'

/** The directory's sign-in, as the server configures it. */
export interface SignInTarget {
  /** Ends the address that begins a sign-in. */
  id: string
  /** What people know it by. */
  name: string
}

const Context = createContext<SignInTarget | undefined>(undefined)

/** Tells every button below where people sign in. */
export function SignInContext(props: { target: SignInTarget; children: ReactNode }) {
  return <Context.Provider value={props.target}>{props.children}</Context.Provider>
}

/** Where people sign in. Throws outside SignInContext. */
export function useSignInTarget(): SignInTarget {
  const target = useContext(Context)
  if (!target) throw new Error('There is no SignInContext around.')
  return target
}
