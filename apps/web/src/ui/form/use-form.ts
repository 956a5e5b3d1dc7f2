import { useState, type SubmitEvent } from 'react';
import type { Check } from './check.ts';
import { fieldErrors } from './field-sentence.ts';

interface Options<T> {
  /** The contract's own schema, or the like of it: what the server would refuse is said beside the field. */
  schema: Check<T>;
  /** From the fields as the browser has them to what the schema takes; by default the fields by their names. */
  read?: (fields: FormData) => unknown;
  /** What is wrong that the schema does not know, by the field's name: said together with what it does know. */
  besides?: (fields: FormData) => Record<string, string>;
  submit: (value: T) => Promise<void> | void;
}

export interface Form {
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  /** The sentence beside a field, if something is wrong with it. */
  error: (name: string) => string | undefined;
  /** What the server or the line refused. */
  problem: unknown;
  busy: boolean;
}

/** A plain form: uncontrolled fields with names, checked by a schema, sent once. The first wrong field gets the focus. */
export function useForm<T>({ schema, read = Object.fromEntries, besides = () => ({}), submit }: Options<T>): Form {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function send(value: T): Promise<void> {
    setBusy(true);
    try {
      await submit(value);
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    const form = event.currentTarget;
    const fields = new FormData(form);
    const parsed = schema.safeParse(read(fields));
    const wrong = { ...fieldErrors(parsed.error?.issues ?? []), ...besides(fields) };
    setProblem(undefined);
    setErrors(wrong);
    if (parsed.success && Object.keys(wrong).length === 0) {
      void send(parsed.data);
      return;
    }
    const first = [...form.elements].find(
      (field) => field instanceof HTMLElement && (field.dataset['field'] ?? field.getAttribute('name') ?? '') in wrong,
    );
    if (first instanceof HTMLElement) first.focus();
  }

  return { onSubmit, error: (name) => errors[name], problem, busy };
}
