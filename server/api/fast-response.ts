// Takes the place of the global Response in the server's bundle: it is written to a socket without the
// streams that a Response has.
export { FastResponse as Response } from 'srvx/node'
