import type { Locator } from '@playwright/test'

/** Presses a key as often as it takes to bring the focus somewhere. */
export async function pressUntilFocused(key: string, target: Locator): Promise<void> {
  const isFocused = () => target.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 100; presses++) {
    if (await isFocused()) return
    await target.page().keyboard.press(key)
  }
  throw new Error(`${key} never reaches ${target}`)
}
