import i18next from 'i18next';
import { sentenceOf } from './problem-sentence.ts';

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'problem';
  undo?: () => void;
}

/** How long an undo stays offered. */
export const TOAST_MS = 10_000;

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(now: readonly Toast[]): void {
  toasts = now;
  for (const listener of listeners) listener();
}

export const currentToasts = (): readonly Toast[] => toasts;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/** Says that something was done; with `undo` it can be taken back for 10 s. At most three at a time, the oldest gives way. */
export function say(text: string, undo?: () => void): void {
  set([...toasts.slice(-2), { id: next++, text, tone: 'done', ...(undo && { undo }) }]);
}

/** Says what went wrong with something that has no place of its own on the page. */
export function sayProblem(error: unknown): void {
  void i18next.loadNamespaces('problems').then(() => {
    set([...toasts.slice(-2), { id: next++, text: sentenceOf(error), tone: 'problem' }]);
  });
}
