/** How many models may answer one message side by side. */
export const maxModels = 3
