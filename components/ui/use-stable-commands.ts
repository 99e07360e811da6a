'use client'

import { useLayoutEffect, useState } from 'react'

type Commands = Record<string, (...args: never[]) => void>

/**
 * The same functions for as long as a component lives, which do what those of its newest rendering do: what takes them need not
 * be rendered again.
 */
export function useStableCommands<Given extends Commands>(commands: Given): Given {
  const [{ stable, renew }] = useState(() => stableCommands(commands))
  useLayoutEffect(() => renew(commands))
  return stable
}

function stableCommands<Given extends Commands>(first: Given) {
  let newest = first
  const stable = Object.fromEntries(
    Object.keys(first).map((name) => [name, (...args: never[]) => newest[name]?.(...args)]),
  ) as Given
  const renew = (commands: Given) => {
    newest = commands
  }
  return { stable, renew }
}
