import { fieldsOf, fullBody, isText, nestedBody, nestedIn, referenceTo } from './bodies.js';
import type { Case, Refusal } from './judge.js';
import { invalid, maker, type Make } from './make.js';
import type { Route, Schema } from './route.js';
import type { Json, Stage } from './stage.js';

/** An object somewhere in a body, valid but for what a case changes. */
interface Place {
  readonly pointer: string;
  readonly schema: Schema;
  readonly value: Json;
  /** The whole body with another object in this place. */
  readonly bodyWith: (value: Json) => Json;
}

/** Every object within an object, however deep, each once. */
function placesIn({ pointer, schema, value, bodyWith }: Place): Place[] {
  return nestedIn(schema).flatMap((nest) => {
    const place: Place = {
      pointer: `${pointer}/${nest.name}${nest.isList ? '/0' : ''}`,
      schema: nest.schema,
      value: nestedBody(value, nest),
      bodyWith: (inner) => bodyWith({ ...value, [nest.name]: nest.isList ? [inner] : inner }),
    };
    return [place, ...placesIn(place)];
  });
}

/** Objects in bodies are looked into like bodies themselves, and what is wrong is named where it is. */
export function nestedCases(stage: Stage, route: Route): Case[] {
  if (!route.body) return [];
  const make = maker(stage, route);
  const whole = {
    pointer: '',
    schema: route.body.schema,
    value: fullBody(stage, route),
    bodyWith: (body: Json) => body,
  };
  return placesIn(whole).flatMap((place) => placeCases(make, place));
}

function placeCases(make: Make, { pointer, schema, value, bodyWith }: Place): Case[] {
  const [text = 'surprise'] = fieldsOf(schema).find(([, field]) => isText(field)) ?? [];
  const wrong = (name: string, field: string, content: unknown, code: string): Case => {
    const body = bodyWith({ ...value, [field]: content });
    return make(`${name} in ${pointer}`, { body }, invalid(`${pointer}/${field} ${code}`));
  };
  return [
    wrong('unknown field', 'surprise', 1, 'unknown'),
    wrong('field constructor', 'constructor', 1, 'unknown'),
    wrong(`NUL in ${text}`, text, 'a\u0000b', 'characters'),
    // As JSON it is sent as an escape, which is the only way in which it comes.
    wrong(`lone surrogate in ${text}`, text, 'a\ud800b', 'characters'),
  ];
}

/** New records and changes that name what is out of use, in every place where a body names a record. */
export function archivedCases(stage: Stage, route: Route): Case[] {
  const isContent = /\.(create|update)$/.test(route.permission ?? '') && !route.path.includes('{id}/');
  if (!route.body || !isContent) return [];
  const make = maker(stage, route);
  const body = fullBody(stage, route);
  const [line] = (body['lines'] as Json[] | undefined) ?? [];
  return [...stage.archived].flatMap(([type, { id }]) => {
    const field = referenceTo(type);
    return [
      ...(field in body ? [make(`a ${type} out of use`, { body: { ...body, [field]: id } }, ...UNFIT)] : []),
      ...(line && field in line
        ? [make(`a ${type} out of use in a line`, { body: { ...body, lines: [{ ...line, [field]: id }] } }, ...UNFIT)]
        : []),
    ];
  });
}

/** Where the choice itself leaves out what is out of use, there is no such record. */
const UNFIT: readonly Refusal[] = [
  { status: 422, code: 'record.archived' },
  { status: 422, code: 'record.unknown' },
];
