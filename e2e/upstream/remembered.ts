interface City {
  name: string
  country: string
  population: string
  landmarks: string
}

export const cities: City[] = [
  {
    name: 'Paris',
    country: 'France',
    population: 'approximately 2.1 million people',
    landmarks: 'Eiffel Tower, Notre-Dame, Louvre',
  },
  {
    name: 'Berlin',
    country: 'Germany',
    population: 'approximately 3.7 million people',
    landmarks: 'Brandenburg Gate, Reichstag, Museum Island',
  },
  {
    name: 'Rome',
    country: 'Italy',
    population: 'approximately 2.8 million people',
    landmarks: 'Colosseum, Pantheon, Trevi Fountain',
  },
]

/** The city that was named last. */
export function latestCity(texts: string[]): City | null {
  for (const text of texts.toReversed()) {
    const named = cities
      .map((city) => ({ city, at: text.lastIndexOf(city.name) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => b.at - a.at)[0]
    if (named) return named.city
  }
  return null
}

const namePattern = /\bname is (\p{L}[\p{L}'-]*)/giu

/** The name that was told last. */
export function knownName(texts: string[]): string | null {
  for (const text of texts.toReversed()) {
    const name = [...text.matchAll(namePattern)].at(-1)?.[1]
    if (name) return name
  }
  return null
}

export function knownLikes(texts: string[]): string[] {
  const likes = texts.flatMap((text) =>
    [...text.matchAll(/\b(?:I like|user likes) ([^.,!?\n]+)/giu)].map((match) =>
      (match[1] ?? '').trim(),
    ),
  )
  return [...new Set(likes)]
}

/** Sentences such as "Fact 17: the gate code is 4711.", each once, in the order in which they were told. */
export function knownFacts(texts: string[]): string[] {
  const facts = texts.flatMap((text) => text.match(/\bFact \d+: .*?\.(?!\w)/g) ?? [])
  return [...new Set(facts)]
}

/** All of the above in a paragraph that grows with what is known and not with what was said. */
export function summariseTexts(texts: string[]): string {
  const all = texts.join('\n')
  const name = knownName(texts)
  const known = [
    ...(name ? [`The user's name is ${name}.`] : []),
    ...knownLikes(texts).map((like) => `The user likes ${like}.`),
    ...cities
      .filter((city) => all.includes(city.name))
      .map((city) => `${city.name} was discussed.`),
    ...knownFacts(texts),
  ]
  return known.length > 0 ? known.join(' ') : 'Nothing was said that has to be remembered.'
}
