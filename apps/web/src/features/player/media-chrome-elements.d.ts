import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type Custom = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & { class?: string | undefined };
type Control = Custom & { mediacontroller: string; notooltip?: boolean };
type Controller = Custom & {
  nohotkeys?: boolean;
  noautohide?: boolean;
  gesturesdisabled?: boolean;
  noautoseektolive?: boolean;
  fullscreenelement?: string;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'media-controller': Controller;
      'media-play-button': Control;
      'media-mute-button': Control;
      'media-volume-range': Control;
      'media-pip-button': Control;
      'media-fullscreen-button': Control;
    }
  }
}
