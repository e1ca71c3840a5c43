/** What any route of this framework costs; exists in the benchmark's build only. */
export function GET() {
  return Response.json({ status: 'ok' })
}
