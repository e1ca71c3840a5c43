// What a request costs in Node alone: the least that any server can take.
import { createServer } from 'node:http'

const port = Number(process.env.PORT)
createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}')
}).listen(port, '127.0.0.1')
