import { SIDE_FIELDS } from '@guanxi/shared/documents';
import {
  isRef,
  type CellKind,
  type Column,
  type Field,
  type FieldKind,
  type LineColumn,
  type LineKind,
  type Named as NamedRecord,
  type ResourceUi,
  type Row,
  type Section,
} from './document-ui';

type Key<Shape> = Extract<keyof Shape, string>;
/** The record of which `<key>Id`, or `<key>Ids`, is sent. */
type Named<Input, End extends string> =
  Key<Input> extends infer Sent ? (Sent extends `${infer Stem}${End}` ? Stem : never) : never;

const WIDTHS: Partial<Record<CellKind, Partial<Column>>> = {
  number: { width: 138 },
  code: { width: 128 },
  party: { minWidth: 200 },
  text: { minWidth: 140 },
  ref: { minWidth: 130 },
  refs: { minWidth: 150 },
  person: { width: 116, secondary: true },
  money: { width: 126 },
  quantity: { width: 104 },
  percent: { width: 80 },
  integer: { width: 88 },
  date: { width: 104 },
  due: { width: 124 },
  instant: { width: 112, secondary: true },
  progress: { width: 80 },
  status: { width: 108 },
  choice: { width: 104 },
  dictionary: { width: 110 },
  flag: { width: 84 },
  active: { width: 96 },
  product: { minWidth: 216 },
};

/** Whose page a reference leads to that is not called after its type. */
export const ofType =
  (type: string, key: string) =>
  (row: Row): NamedRecord | undefined => {
    const ref = row[key];
    return isRef(ref) ? { type, id: ref.id } : undefined;
  };

type Make<Shape> = (key: Key<Shape>, extra?: Partial<Column>) => Column;

/** Columns whose keys must be fields of `Shape`: a renamed field breaks the build. */
export function columnsOf<Shape>(): Record<CellKind, Make<Shape>> {
  return new Proxy({} as Record<CellKind, Make<Shape>>, {
    get:
      (_target, kind: CellKind): Make<Shape> =>
      (key, extra) => ({ key, kind, ...WIDTHS[kind], ...extra }),
  });
}

type Fields<Input> = {
  [Kind in FieldKind]: (
    key: Kind extends 'reference'
      ? Named<Input, 'Id'>
      : Kind extends 'references'
        ? `${Named<Input, 'Ids'>}s`
        : Key<Input>,
    extra?: Partial<Field>,
  ) => Field;
};

/** Fields that must be entries of the request `Input`; references by the name of the record whose id is sent. */
export function fieldsOf<Input>(): Fields<Input> {
  return new Proxy({} as Fields<Input>, {
    get: (_target, kind: FieldKind) => (key: string, extra?: Partial<Field>) => ({ key, kind, ...extra }),
  });
}

type Shown = 'computed' | 'read-only';
/** Notes come from the rail and are in no view. */
type LineKey<Input, View> =
  | { kind: 'reference'; key: Named<Input, 'Id'> }
  | { kind: Shown; key: Key<View> }
  | { kind: 'note'; key: string }
  | { kind: Exclude<LineKind, Shown | 'reference' | 'note'>; key: Key<Input> };

/** Columns of a line editor: what is entered must be sent with `Input`, what is only shown must be in `View`. */
export const lineColumns = <Input, View>(...columns: (LineColumn & LineKey<Input, View>)[]): LineColumn[] => columns;

type Needed = Pick<ResourceUi, 'module' | 'resource' | 'path' | 'icon' | 'columns' | 'title'>;
type Optional = Partial<Omit<ResourceUi, 'can' | 'permission' | 'kind'>> & { can?: Partial<ResourceUi['can']> };

const ALL = { record: true, create: true, edit: true, remove: true, archive: false };

function define(kind: ResourceUi['kind'], ui: Needed & Optional, can: ResourceUi['can']): ResourceUi {
  return {
    kind,
    permission: `${ui.module}.${ui.resource}`,
    filters: [],
    sections: [],
    facts: [],
    searchable: true,
    ...ui,
    can: { ...can, ...ui.can },
  };
}

const TAGS: Field = { key: 'tags', kind: 'tags', span: 2 };
/** Every document has tags, before its note. */
const tagged = (sections: Section[] = []): Section[] =>
  sections.map((section) => ({
    ...section,
    fields: section.fields.flatMap((field) => (field.key === 'note' ? [TAGS, field] : [field])),
  }));

/** A document: life cycle, approval, chain, lines. */
export const defineDocumentUi = (ui: Needed & Optional): ResourceUi =>
  define('document', { defaultSort: '-createdAt', sideFields: SIDE_FIELDS, ...ui, sections: tagged(ui.sections) }, ALL);

/** Master data: active or archived, with a timeline as documents have it. */
export const defineMasterUi = (ui: Needed & Optional): ResourceUi => define('master', ui, { ...ALL, archive: true });

/** A list that is only read. */
export const defineLogUi = (ui: Needed & Optional): ResourceUi =>
  define('log', ui, { record: false, create: false, edit: false, remove: false, archive: false });
