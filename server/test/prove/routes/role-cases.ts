import { permissionOf, type ResourceDefinition } from '@guanxi/shared/kernel';
import type { Case, Refusal } from './judge.js';
import { denied, maker, NOT_FOUND, type Make } from './make.js';
import { namedResource } from './request.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';

/**
 * Who may nothing. A route with a permission names the one that is missing. One without is open to everybody signed in: where
 * it names a record, that record does not exist for who may not read it; where it names none, it shows what is one's own.
 */
export function roleCases(stage: Stage, route: Route): Case[] {
  if (route.isPublic) return [];
  const make = maker(stage, route);
  if (route.permission) return [make('no permission at all', { token: 'bare' }, denied(route.permission))];
  return namedResource(stage, route) ? [make('no permission at all', { token: 'bare' }, NOT_FOUND)] : [];
}

/** Who may everything but this: no other permission stands for the one that a route asks for. */
export function lackCases(stage: Stage, route: Route): Case[] {
  if (route.isPublic) return [];
  const make = maker(stage, route);
  const lacks = (permission: string, refusal: Refusal = denied(permission)): Case =>
    make(`everything but ${permission}`, { lacks: [permission] }, refusal);
  const resource = namedResource(stage, route);
  return [
    ...(route.permission ? [lacks(route.permission)] : []),
    ...(resource && isHidden(stage, route, resource) ? [lacks(permissionOf(resource, 'read'), NOT_FOUND)] : []),
    ...(resource && isWriteOfFiles(route) ? [lacks(permissionOf(resource, 'update'))] : []),
    ...(resource ? taskCases(stage, make, route, resource) : []),
  ];
}

/** Whether a route without a permission to read shows nothing of a record to who may not read it. */
const isHidden = ({ documents }: Stage, { permission }: Route, resource: ResourceDefinition): boolean =>
  permission === undefined || (documents.has(resource.type) && permission !== permissionOf(resource, 'read'));

/** Who reads a record reads its files; who changes it puts them there and takes them away. */
const isWriteOfFiles = ({ method, path }: Route): boolean => method !== 'GET' && path.includes('/attachments');

/** What only those may do with what waits for decisions who were asked, or who asked, whatever they hold. */
const TASKS: Readonly<Record<string, string>> = {
  approve: 'approval.not-yours',
  reject: 'approval.not-yours',
  transfer: 'approval.not-yours',
  withdraw: 'approval.not-submitter',
};

function taskCases(stage: Stage, make: Make, { path }: Route, { type }: ResourceDefinition): Case[] {
  const code = TASKS[path.split('/').at(-1)!];
  if (!code) return [];
  const { id } = stage.documents.get(type)!.get('pending')!;
  return [make('everything, but nobody asked', { ids: { id }, lacks: [] }, { status: 403, code })];
}

/** Who may look at rows one page at a time, but not take all of them away. */
export function exportCases(stage: Stage, route: Route): Case[] {
  if (!route.isList) return [];
  const permission = route.permission!.replace(/\.read$/, '.export');
  const make = maker(stage, route);
  return ['text/csv', 'text/csv;q=0.9, application/json', 'application/json, text/csv'].map((accept) =>
    make(`${accept}, everything but ${permission}`, { lacks: [permission], headers: { accept } }, denied(permission)),
  );
}
