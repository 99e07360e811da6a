/** Whether this device is used by fingers first. */
export const isTouch = () => matchMedia('(pointer: coarse)').matches
