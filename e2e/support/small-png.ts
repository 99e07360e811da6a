/** A picture of 3 by 2 pixels. */
export const smallPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEElEQVQImWMI3V0OQQxwFgBa7AkrHm2XFgAAAABJRU5ErkJggg==',
  'base64',
)
