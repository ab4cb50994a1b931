import { createSharedComposable, useMediaQuery } from '@vueuse/core';

/** The widths at which the layout changes. */
export const useScreen = createSharedComposable(() => ({
  phone: useMediaQuery('(max-width: 767px)'),
  /** The rail of a record becomes a tab and the preview a drawer. */
  narrow: useMediaQuery('(max-width: 1023px)'),
  /** The sidebar shows icons only. */
  medium: useMediaQuery('(max-width: 1199px)'),
}));
