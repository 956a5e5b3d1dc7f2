/** What is wrong with one field, in zod's words. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly minimum?: number | bigint;
  readonly format?: string;
}

/** What checks a form: a schema of the contract, or `fieldsOf` where there is no room for one. */
export interface Check<T> {
  safeParse(
    given: unknown,
  ): { success: true; data: T; error?: undefined } | { success: false; error: { issues: readonly Issue[] } };
}
