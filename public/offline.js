const lookMs = 5000

async function look() {
  const answer = await fetch('/api/health/live').catch(() => null)
  if (answer?.ok) location.reload()
}

addEventListener('online', () => location.reload())
setInterval(() => {
  if (!document.hidden) void look()
}, lookMs)
