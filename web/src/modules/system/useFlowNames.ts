import { resourceByType } from '@/documents/registry';
import { useTexts } from '@/documents/useTexts';
import { flowField } from './flowFields';

/** What the field of a condition is called: in words of its own, else as in the form of the document. */
export function useFlowNames() {
  const { t, te, label } = useTexts();
  return (documentType: string, name: string): string => {
    const own = `system.options.flowField.${name}`;
    const [ui, field] = [resourceByType(documentType), flowField(documentType, name)];
    if (te(own)) return t(own);
    return ui && field ? label(ui, field.key) : name;
  };
}
