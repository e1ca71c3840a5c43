/** The signed-in person, and the ways of signing out; works without JavaScript. */
export function AccountMenu({ userName }: { userName: string }) {
  return (
    <details className="account-menu">
      <summary>{userName}</summary>
      <form action="/sign-out" method="post">
        <button type="submit" name="from" value="app">
          Sign out of this app
        </button>
        <button type="submit" name="from" value="microsoft">
          Sign out of Microsoft, too
        </button>
        <button type="submit" name="from" value="everywhere">
          Sign out on all devices
        </button>
      </form>
    </details>
  )
}
