/// <reference types="vite/client" />
import 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without the shell: sign-in, set-up, one-time link. */
    bare?: boolean;
    /** Reachable without a session. */
    anonymous?: boolean;
    /** Permission code without which the page answers "no right". */
    permission?: string;
    /** i18n key of the page title. */
    title?: string;
    /** Pages with the same key keep their component. */
    pageKey?: (params: Record<string, string | string[]>) => string;
    /** Phones hide the bottom tabs here: the page has its own act bar. */
    ownBar?: boolean;
  }
}
