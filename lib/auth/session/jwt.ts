// A module of its own, so that it can be loaded when it is needed: callers with Bearer tokens never need it.
export { decode, encode } from 'next-auth/jwt'
