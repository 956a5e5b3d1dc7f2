import type { ReactNode } from 'react';
import classes from './Picture.module.css';

const drawings = {
  lessons: (
    <>
      <rect className={classes.soft} x="18" y="20" width="124" height="74" rx="6" />
      <path className={classes.line} d="M70 44v26l22-13Z" />
      <path className={classes.line} d="M22 104h116" />
      <circle className={classes.dot} cx="58" cy="104" r="5" />
      <circle className={classes.warm} cx="104" cy="104" r="5" />
    </>
  ),
  trajectories: (
    <>
      <path className={classes.line} d="M22 88c22 0 18-52 42-52s20 40 42 40 14-44 32-44" />
      <circle className={classes.dot} cx="22" cy="88" r="7" />
      <circle className={classes.soft} cx="64" cy="36" r="7" />
      <circle className={classes.soft} cx="106" cy="76" r="7" />
      <circle className={classes.warm} cx="138" cy="32" r="7" />
    </>
  ),
  goals: (
    <>
      <circle className={classes.soft} cx="80" cy="60" r="42" />
      <circle className={classes.line} cx="80" cy="60" r="26" />
      <circle className={classes.dot} cx="80" cy="60" r="9" />
      <path className={classes.line} d="m86 54 34-34m-2 14V22h-12" />
    </>
  ),
  people: (
    <>
      <circle className={classes.soft} cx="56" cy="44" r="18" />
      <path className={classes.soft} d="M24 98c0-20 14-30 32-30s32 10 32 30Z" />
      <circle className={classes.line} cx="106" cy="50" r="14" />
      <path className={classes.line} d="M94 98h38c0-16-10-26-24-26" />
    </>
  ),
  lock: (
    <>
      <rect className={classes.soft} x="46" y="52" width="68" height="48" rx="6" />
      <path className={classes.line} d="M58 52V40a22 22 0 0 1 44 0v12" />
      <circle className={classes.dot} cx="80" cy="74" r="6" />
      <path className={classes.line} d="M80 80v8" />
    </>
  ),
  done: (
    <>
      <circle className={classes.soft} cx="80" cy="60" r="42" />
      <path className={classes.line} d="m60 62 14 14 28-30" />
    </>
  ),
  lost: (
    <>
      <rect className={classes.soft} x="30" y="22" width="100" height="76" rx="6" />
      <path className={classes.line} d="M66 50a14 14 0 1 1 18 14c-4 2-4 5-4 8" />
      <circle className={classes.dot} cx="80" cy="84" r="4" />
    </>
  ),
  broken: (
    <>
      <rect className={classes.soft} x="26" y="26" width="108" height="68" rx="6" />
      <path className={classes.line} d="m78 26-8 22 16 10-10 36" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type PictureName = keyof typeof drawings;

/** A small drawing for an empty page; it says nothing that the sentence beside it does not. */
export function Picture({ name }: { name: PictureName }) {
  return (
    <svg
      className={classes.picture}
      viewBox="0 0 160 120"
      width="160"
      height="120"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[name]}
    </svg>
  );
}
