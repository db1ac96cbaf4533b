/** Epochs of a run that its page asks for: of more, the API leaves some out. */
export const maxPoints = 1_000;
