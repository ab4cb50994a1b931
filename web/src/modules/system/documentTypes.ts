import { allResources } from '@/documents/registry';

/** Document types that numbers and approval flows are set up for. */
export const documentTypes = (): string[] =>
  allResources()
    .filter(({ kind }) => kind === 'document')
    .map(({ resource }) => resource);
