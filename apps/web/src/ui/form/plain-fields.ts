import type { Check, Issue } from './check.ts';

type Wrong = Omit<Issue, 'path'>;
/** One field: its value as the contract takes it, or what is wrong with it. */
type Field<T> = (given: unknown) => { value: T } | Wrong;
type Values<F> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

const refused = (field: { value: unknown } | Wrong): field is Wrong => !('value' in field);

/** One line that somebody has to write, of at most so many characters. */
export const someLine =
  (max: number): Field<string> =>
  (given) => {
    const value = typeof given === 'string' ? given.trim().replace(/\s+/g, ' ') : '';
    if (value === '') return { code: 'too_small', minimum: 1 };
    return value.length > max ? { code: 'too_big' } : { value };
  };

/** A day of the calendar, `2026-11-27`. */
export const someDay: Field<string> = (given) => {
  const real =
    typeof given === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(given) &&
    new Date(`${given}T00:00Z`).toJSON()?.slice(0, 10) === given;
  return real ? { value: given } : { code: 'invalid_format', format: 'date' };
};

/** Chosen from a list of what the server knows. */
export const someId: Field<string> = (given) =>
  typeof given === 'string' && given !== '' ? { value: given } : { code: 'invalid_format', format: 'uuid' };

export const yesOrNo: Field<boolean> = (given) =>
  typeof given === 'boolean' ? { value: given } : { code: 'invalid_type' };

export const oneOf =
  <const T extends string>(options: readonly T[]): Field<T> =>
  (given) => {
    const value = options.find((option) => option === given);
    return value === undefined ? { code: 'invalid_value' } : { value };
  };

export const orNull =
  <T>(field: Field<T>): Field<T | null> =>
  (given) =>
    given === null ? { value: null } : field(given);

/** Named fields, checked like the contract does for the forms of the review page, which has no room for the contract. */
export function fieldsOf<F extends Record<string, Field<unknown>>>(fields: F): Check<Values<F>> {
  return {
    safeParse(given) {
      const read = Object.entries(fields).map(
        ([name, field]) => [name, field((given as Record<string, unknown>)[name])] as const,
      );
      const issues = read.flatMap(([name, field]) => (refused(field) ? [{ ...field, path: [name] }] : []));
      if (issues.length > 0) return { success: false, error: { issues } };
      const data = Object.fromEntries(read.map(([name, field]) => [name, refused(field) ? undefined : field.value]));
      return { success: true, data: data as Values<F> };
    },
  };
}
