import 'i18next';

/** Each namespace adds itself to `ResourceNamespaceMap` in its Dutch file. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
  }
}
