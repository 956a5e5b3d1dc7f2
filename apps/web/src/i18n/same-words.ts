/** The shape that every other language of a namespace has: the same keys, other sentences. */
export type SameWords<W> = { readonly [K in keyof W]: W[K] extends string ? string : SameWords<W[K]> };
