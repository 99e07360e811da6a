/** Says honestly that nobody is asked who they are. */
export function SingleUserNote() {
  return (
    <p
      className="text-caption text-ink-muted px-1 py-1"
      title="The server was started with AUTH_MODE=none. Without it, everybody has an account."
    >
      Single-user mode: no sign-in, this machine only
    </p>
  )
}
